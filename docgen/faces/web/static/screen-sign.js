// ลงนามและสแกน: the signers in turn, key file or token, what the signatures say in words; the scan beside the pages.
import { ask, findingsOf } from "./api.js";
import { button, encoded, field, fill, h, link, wrongAt } from "./dom.js";
import { tell } from "./findings.js";
import { run } from "./jobs.js";
import { isShared, isSelf, may, ownName } from "./roles.js";
import { fileLinks, showFile } from "./see.js";

// Where a document is written: what is made in rounds has a screen for its year.
const home = (data) => data.home ?? `/d/${encoded(data.id)}`;

export async function show(main, data) {
  const { id } = data;
  const address = `/api/d/${encoded(id)}`;
  const message = h("div", { hidden: true });
  const said = h("p", { class: "good-news", role: "status", tabindex: -1 });
  const progress = h("div", {});
  const state = h("section", { class: "card" });
  const outputs = data.outputs ?? [];
  const which = h("select", {}, outputs.map((name) => h("option", { value: name }, name)));
  which.value = data.output ?? "";
  const officer = h("select", {});
  const key = h("input", { type: "file", accept: ".p12,.pfx" });
  const password = h("input", { type: "password", autocomplete: "off" });
  const picture = h("input", { type: "file", accept: "image/png,image/jpeg" });
  const token = h("input", { type: "text", autocomplete: "off", list: "tokens" });
  const label = h("input", { type: "text", autocomplete: "off" });
  const scan = h("input", { type: "file", accept: ".pdf,.jpg,.jpeg" });
  const by = h("input", { type: "text", autocomplete: "name", value: ownName });
  const pages = h("div", { class: "pages", tabindex: 0, role: "region", "aria-label": "หน้าที่จะลงนาม", "data-pane": true });
  const scanned = h("div", { class: "pages", tabindex: 0, role: "region", "aria-label": "สแกน", "data-pane": true, hidden: true });
  const ways = [["file", "ไฟล์กุญแจ (.p12 หรือ .pfx)"], ["token", "โทเค็นหรือบัตรที่เสียบกับเครื่องนี้"]].map(([value, words]) => {
    const made = h("input", { type: "radio", name: "way", value, checked: value === "file", onchange: () => choose(value) });
    return h("label", { class: "choice" }, made, h("span", {}, words));
  });
  const keyBox = h("div", {}, field("ไฟล์กุญแจ", key, "ใช้ครั้งเดียวแล้วทิ้ง โปรแกรมไม่เก็บกุญแจและรหัสผ่าน"));
  const tokenBox = h("div", { hidden: true },
    field("โปรแกรมของโทเค็น (PKCS#11)", token, "ไฟล์ .so ที่ติดตั้งมากับโทเค็น ผู้ดูแลเครื่องบอกได้ว่าอยู่ที่ใด"),
    h("datalist", { id: "tokens" }, (data.tokens ?? []).map((one) => h("option", { value: one }))),
    field("ชื่อโทเค็น (เมื่อเสียบหลายอัน)", label));
  if (data.tokens?.length === 1) [token.value] = data.tokens;
  const signing = h("section", { class: "card", "data-needs": "signer" });
  const filing = h("section", { class: "card", "data-needs": "archivist" });
  let shown = [];

  function choose(way) {
    keyBox.hidden = way !== "file";
    tokenBox.hidden = way !== "token";
  }
  async function look() {
    const answer = await ask("GET", `${address}/signatures?output=${encodeURIComponent(which.value)}`);
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    const { signers = [], signatures = [], words = [], scan: kept, current, signed, findings = [] } = answer.data;
    const chosen = officer.value;
    officer.replaceChildren(...signers.map((one) => h("option", { value: one.name, disabled: one.signed || !isSelf(one.name) }, `${one.name} ${one.position.join(" ")}${one.signed ? " (ลงนามแล้ว)" : ""}`)));
    const free = signers.filter((one) => !one.signed && isSelf(one.name));
    const next = free.find((one) => one.name === chosen) ?? free[0];
    if (next) officer.value = next.name;
    const isOthers = isShared && may("signer") && !free.length; // it waits for somebody else's name
    signing.hidden = !signers.some((one) => !one.signed) || !current || isOthers;
    filing.hidden = Boolean(kept) || !current || !signers.length;
    const worth = signatures.map((one) =>
      h("li", { class: one.good ? "hint" : "error" }, h("strong", {}, one.good ? "ลายมือชื่อใช้ได้ " : "ลายมือชื่อใช้ไม่ได้ "), [one.signer, one.problem].filter(Boolean).join(" ")),
    );
    const built = answer.data.output ? `output/${answer.data.output}` : "";
    const own = built.replace(/^output\//, "content/signed/");
    if (!data.is_signed_kind) return unsigned(current ? built : "", kept);
    const stops = findings.filter((one) => one.code !== "not-current" && one.code !== "file-missing");
    fill(state,
      h("h2", {}, "สถานะ"),
      h("ul", {}, signers.map((one) => h("li", {}, `${one.name}: ${one.signed ? "ลงนามแล้ว" : "ยังไม่ลงนาม"}`))),
      isOthers && signers.some((one) => !one.signed) ? h("p", { role: "note" }, "ชื่อของท่านไม่อยู่ในผู้ที่รอลงนามของเอกสารนี้") : null,
      signers.length ? null : h("p", {}, "เอกสารนี้ไม่มีผู้ลงนาม (เป็นร่าง หรือเป็นชุดเอกสาร)"),
      worth.length ? h("ul", { class: "findings" }, worth) : h("p", {}, "ยังไม่มีลายมือชื่ออิเล็กทรอนิกส์"),
      words.length ? h("details", {}, h("summary", {}, "รายละเอียดของลายมือชื่อ"), words.filter(Boolean).map((line) => h("p", {}, line.trim()))) : null,
      current ? null : stops.length ? null : h("div", { class: "banner" }, h("p", {}, "PDF ยังไม่ได้สร้างจากข้อความล่าสุด สร้าง PDF ก่อนลงนาม"), button("สร้าง PDF", build)),
      h("p", {}, kept ? "เก็บสแกนแล้ว: " : "ยังไม่มีสแกนของฉบับที่ลงนามด้วยปากกา", kept ? fileLinks(kept) : ""),
      built && current ? h("p", {}, "ฉบับที่สร้าง: ", fileLinks(built)) : null,
      signed ? h("p", {}, "ฉบับที่ลงนามแล้ว: ", fileLinks(own)) : null,
    );
    if (stops.length) tell(message, stops);
    await draw(current || signed ? (signed ? own : built) : "", kept);
  }
  // What nobody signs (sealed letters, news) is built, printed and sent: there is nothing wrong with it.
  async function unsigned(built, kept) {
    fill(state, h("h2", {}, "สถานะ"), h("p", {}, `${data.kind_name}ไม่มีการลงนามในโปรแกรม สร้าง PDF แล้วพิมพ์หรือส่งได้`),
      button("สร้าง PDF และ Word", build, { class: "main" }), built ? h("p", {}, "ฉบับที่สร้างไว้: ", fileLinks(built)) : null);
    await draw(built, kept);
  }
  // The pages are drawn anew only where they are others.
  async function draw(file, kept) {
    const now = [file, kept, said.textContent];
    if (String(now) === String(shown)) return;
    shown = now;
    pages.setAttribute("aria-label", file.startsWith("content/signed/") ? "หน้าที่ลงนามแล้ว" : "หน้าที่จะลงนาม");
    if (file) await showFile(pages, file);
    else fill(pages, h("p", { class: "banner" }, "สร้าง PDF ก่อน แล้วหน้ากระดาษจะแสดงที่นี่"));
    scanned.hidden = !kept;
    if (kept) await showFile(scanned, kept);
  }
  async function build() {
    if (await run(progress, "/api/build", { ids: [id] })) await look();
  }
  async function send(path, parts) {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) if (value) body.append(name, value);
    const answer = await ask("POST", `${address}/${path}`, { body });
    password.value = "";
    if (answer.status !== 200 && answer.status !== 201) {
      tell(message, findingsOf(answer));
      return message.scrollIntoView({ block: "nearest" });
    }
    tell(message, answer.data.findings ?? []);
    said.textContent = answer.data.said;
    signing.hidden = filing.hidden = true;
    fill(state, h("h2", {}, "สถานะ"), h("p", {}, "กำลังตรวจสิ่งที่เก็บไว้…"));
    await look();
    said.focus();
  }
  const needs = (control, isThere, words) => (wrongAt(control, isThere ? "" : words), isThere);
  function sign() {
    const byFile = !keyBox.hidden;
    const isReady = [
      needs(key, !byFile || key.files.length > 0, "เลือกไฟล์กุญแจก่อน"),
      needs(token, byFile || token.value.trim() !== "", "บอกที่อยู่ของโปรแกรมโทเค็นก่อน"),
      needs(password, password.value !== "", "พิมพ์รหัสผ่านหรือ PIN ก่อน"),
    ].every(Boolean);
    if (!isReady) return;
    const own = byFile ? { key: key.files[0] } : { token: token.value.trim(), token_label: label.value.trim() };
    send("sign", { officer: officer.value, output: which.value, ...own, password: password.value, picture: picture.files[0] });
  }
  function file() {
    const isReady = [needs(scan, scan.files.length > 0, "เลือกไฟล์สแกนก่อน"), needs(by, by.value.trim() !== "", "พิมพ์ชื่อผู้เก็บก่อน")].every(Boolean);
    if (isReady) send("scan", { file: scan.files[0], by: by.value, output: which.value });
  }

  fill(signing,
    h("h2", {}, "ลงนามอิเล็กทรอนิกส์"),
    field("ผู้ลงนาม", officer),
    data.tokens && !isShared ? h("fieldset", {}, h("legend", {}, "ลงนามด้วย"), ways) : null,
    keyBox, tokenBox,
    field("รหัสผ่านของกุญแจ หรือ PIN ของโทเค็น", password),
    field("รูปลายมือชื่อ (PNG หรือ JPG ไม่ใส่ก็ได้)", picture),
    button("ลงนาม", sign, { class: "main" }));
  fill(filing,
    h("h2", {}, "เก็บสแกนของฉบับที่ลงนามด้วยปากกา"),
    field("ไฟล์สแกน (PDF หรือ JPG)", scan, "สแกนครบทุกหน้า ละเอียด ๓๐๐ dpi"),
    isShared ? null : field("ผู้เก็บ", by, "ชื่อของผู้ที่เทียบสแกนกับฉบับจริง"),
    button("เก็บสแกน", file, { class: "main" }));
  fill(
    main,
    h("h1", {}, `${data.is_signed_kind ? "ลงนามและสแกน" : "สร้าง PDF และ Word"}: ${data.title || id}`),
    h("p", { class: "row" }, link("กลับไปงานของสำนักงาน", "/"), link("เปิดเอกสาร", home(data)), data.is_issued_kind && link("ฉบับแก้ไข เปลี่ยนชื่อ ยกเลิก", `/d/${encoded(id)}/issue`)),
    message,
    said,
    h("div", { class: "reading" },
      h("div", { "data-pane": true, tabindex: -1 }, outputs.length > 1 ? field("ฉบับที่จะลงนาม", which) : null, state, progress, signing, filing),
      h("div", {}, pages, scanned)),
  );
  which.addEventListener("change", look);
  await look();
}

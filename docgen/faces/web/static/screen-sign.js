// ลงนามและสแกน: the signers in turn, key file or token, what the signatures say in words; the scan beside the PDF.
import { ask, findingsOf } from "./api.js";
import { button, encoded, field, fill, h, link } from "./dom.js";
import { tell } from "./findings.js";
import { fileAddress, run } from "./jobs.js";
import { isShared, isSelf, ownName } from "./roles.js";

export async function show(main, data) {
  const { id } = data;
  const address = `/api/d/${encoded(id)}`;
  const message = h("div", { hidden: true });
  const said = h("p", { class: "good-news", role: "status" });
  const progress = h("div", {});
  const state = h("section", { class: "card" });
  const outputs = data.outputs ?? [];
  const which = h("select", {}, outputs.map((name) => h("option", { value: name }, name)));
  which.value = data.output ?? "";
  const officer = h("select", {});
  const key = h("input", { type: "file", accept: ".p12,.pfx" });
  const password = h("input", { type: "password", autocomplete: "off" });
  const picture = h("input", { type: "file", accept: "image/png" });
  const token = h("input", { type: "text", autocomplete: "off" });
  const scan = h("input", { type: "file", accept: ".pdf,.jpg,.jpeg" });
  const by = h("input", { type: "text", autocomplete: "name", value: ownName });

  async function look() {
    const answer = await ask("GET", `${address}/signatures?output=${encodeURIComponent(which.value)}`);
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    const { signers = [], signatures = [], words = [], scan: kept, current } = answer.data;
    officer.replaceChildren(...signers.map((one) => h("option", { value: one.name, disabled: one.signed || !isSelf(one.name) }, one.signed ? `${one.name} (ลงนามแล้ว)` : one.name)));
    const next = signers.find((one) => !one.signed && isSelf(one.name));
    if (next) officer.value = next.name;
    const shown = signatures.map((one) =>
      h("li", { class: one.good ? "hint" : "error" }, h("strong", {}, one.good ? "ลายมือชื่อใช้ได้ " : "ลายมือชื่อใช้ไม่ได้ "), [one.signer, one.problem].filter(Boolean).join(" ")),
    );
    fill(state,
      h("h2", {}, "สถานะ"),
      h("ul", {}, signers.map((one) => h("li", {}, `${one.name}: ${one.signed ? "ลงนามแล้ว" : "ยังไม่ลงนาม"}`))),
      shown.length ? h("ul", { class: "findings" }, shown) : h("p", {}, "ยังไม่มีลายมือชื่ออิเล็กทรอนิกส์"),
      words.length ? h("details", {}, h("summary", {}, "รายละเอียดของลายมือชื่อ"), words.filter(Boolean).map((line) => h("p", {}, line))) : null,
      current ? null : h("p", { class: "banner" }, "PDF ยังไม่ได้สร้างจากข้อความล่าสุด สร้าง PDF ก่อนลงนาม ", button("สร้าง PDF", build)),
      h("p", {}, kept ? `เก็บสแกนแล้ว: ${kept.name ?? kept}` : "ยังไม่มีสแกนของฉบับที่ลงนามด้วยปากกา"),
    );
  }
  async function build() {
    if (await run(progress, "/api/build", { ids: [id] })) await look();
  }
  async function send(path, parts, done) {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) if (value) body.append(name, value);
    const answer = await ask("POST", `${address}/${path}`, { body });
    password.value = "";
    if (answer.status !== 200 && answer.status !== 201) return tell(message, findingsOf(answer));
    tell(message, answer.data.findings ?? []);
    said.textContent = answer.data.said ?? done;
    await look();
  }

  fill(
    main,
    h("h1", {}, `ลงนามและสแกน: ${data.title ?? id}`),
    h("p", { class: "row" }, link("กลับไปงานของสำนักงาน", "/"), " ", data.current && data.output ? link("เปิด PDF", fileAddress(data.output)) : null),
    message,
    said,
    outputs.length > 1 ? field("ฉบับที่จะลงนาม", which) : null,
    state,
    progress,
    h(
      "section",
      { class: "card", "data-needs": "signer" },
      h("h2", {}, "ลงนามอิเล็กทรอนิกส์"),
      field("ผู้ลงนาม", officer),
      field("ไฟล์กุญแจ (.p12 หรือ .pfx)", key, "ใช้ครั้งเดียวแล้วทิ้ง โปรแกรมไม่เก็บกุญแจและรหัสผ่าน"),
      field("รหัสผ่านของกุญแจ หรือ PIN ของอุปกรณ์", password),
      field("รูปลายมือชื่อ (PNG ไม่ใส่ก็ได้)", picture),
      isShared ? null : h("details", {}, h("summary", {}, "ใช้อุปกรณ์ลงนาม (token) แทนไฟล์กุญแจ"), field("ไฟล์โปรแกรมของอุปกรณ์ (PKCS#11)", token, "ผู้ดูแลเครื่องบอกได้ว่าอยู่ที่ใด")),
      button(
        "ลงนาม",
        () => send("sign", { officer: officer.value, output: which.value, key: key.files[0], token: token.value, password: password.value, picture: picture.files[0] }, "ลงนามแล้ว"),
        { class: "main" },
      ),
    ),
    h(
      "section",
      { class: "card", "data-needs": "archivist" },
      h("h2", {}, "เก็บสแกนของฉบับที่ลงนามด้วยปากกา"),
      field("ไฟล์สแกน (PDF หรือ JPG)", scan),
      isShared ? null : field("ผู้เก็บ", by, "ชื่อของผู้ที่เทียบสแกนกับฉบับจริง"),
      button("เก็บสแกน", () => send("scan", { file: scan.files[0], by: by.value, output: which.value }, "เก็บสแกนแล้ว"), { class: "main" }),
    ),
  );
  which.addEventListener("change", look);
  await look();
}

// ออกเลข: the whole document, its number, the checklist; the button names the act, which can't be undone. All that would
// stop the act is told before anybody confirms it: the server asks the same questions as the act itself.
import { ask, findingsOf } from "./api.js";
import { askWords, confirmGrave } from "./dialogs.js";
import { button, encoded, field, fill, h, link } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { Preview } from "./preview.js";

const MARKS = { true: ["✓", "ผ่าน"], false: ["✗", "ไม่ผ่าน"], null: ["–", "ยังตรวจไม่ได้"] };

// The questions with their answers: a mark, and for a screen reader its word.
function checklist(asked) {
  const items = asked.map(({ question, answer, findings }) => {
    const [mark, word] = MARKS[String(answer)];
    const list = h("ul", { class: "findings" });
    listFindings(list, findings, { none: "" });
    return h("li", { dataset: { answer: String(answer) } }, h("span", { "aria-hidden": "true" }, `${mark} `), h("span", { class: "visually-hidden" }, `${word}: `), question, findings.length ? list : null);
  });
  return h("ul", { class: "checklist" }, items);
}

export async function show(main, data) {
  const { id } = data;
  const address = `/api/d/${encoded(id)}`;
  const message = h("div", { hidden: true });
  const pages = h("div", { class: "pages", tabindex: 0, role: "region", "aria-label": "ทุกหน้าของเอกสาร", "data-pane": true });
  const list = h("ul", { class: "findings" });
  const done = h("div", {});
  const acts = h("div", { "data-pane": true, tabindex: -1 });
  const first = h("input", { type: "text", inputmode: "numeric", autocomplete: "off" });
  const entry = data.entry ?? null;
  const heading = h("h1", {}, `${entry ? `${entry.named}: ` : "ออกเลข: "}${data.title || id}`);

  async function act(path, body, said) {
    const answer = await ask("POST", `${address}/${path}`, { body, headers: { "If-Match": `"${data.digest}"` } });
    if (answer.status !== 200) {
      tell(message, findingsOf(answer));
      message.scrollIntoView({ block: "nearest" });
      return look();
    }
    tell(message, answer.data.findings ?? []);
    acts.hidden = true;
    heading.textContent = [answer.data.entry?.named, data.title || id].filter(Boolean).join(": ");
    preview.show(data.text); // its number and its day stand on the page from now on
    const next = said.next ?? link(data.is_signed_kind ? "ลงนามหรือเก็บสแกน" : "สร้าง PDF และ Word", `/d/${encoded(id)}/sign`, { class: "button main" });
    done.replaceChildren(
      h("section", { class: "card" }, h("h2", {}, "เรียบร้อย"), h("p", { class: "good-news", role: "status" }, answer.data.said),
        h("p", { class: "row" }, next, link("กลับไปงานของสำนักงาน", "/"))),
    );
    done.querySelector("a").focus();
  }
  async function issue(named) {
    const words = [`เอกสารจะได้เลขที่ ${named} ในทะเบียน และแก้ข้อความไม่ได้อีก`, "ทำแล้วยกเลิกกลับเป็นร่างไม่ได้ เลขที่นี้ใช้ซ้ำไม่ได้"];
    const title = `ออกเลข ${named}`;
    if (await confirmGrave({ title, words, act: title, check: "อ่านทุกหน้าและตรวจแล้ว ถูกต้อง" })) await act("issue", { number: wanted() }, {});
  }
  async function correct(version) {
    const title = `ออกฉบับแก้ไขครั้งที่ ${version}`;
    const reason = await askWords({ title, words: [`เลขที่เดิม ${entry.shown_number} ฉบับก่อนยังอยู่ในทะเบียน ทำแล้วเรียกคืนไม่ได้`], label: "เหตุผลที่แก้", act: "ออกฉบับแก้ไข", check: "ตรวจข้อความที่แก้แล้ว ถูกต้อง" });
    if (reason) await act("correct", { reason }, {});
  }
  async function withdraw() {
    const words = [`${entry.named} เรื่อง ${entry.subject}`, "เลขนี้นับว่าใช้แล้ว ทะเบียนจดว่ายกเลิก และเรียกคืนไม่ได้"];
    const because = await askWords({ title: "ยกเลิกเอกสาร", words, label: "เหตุผลที่ยกเลิก", act: "ยกเลิกเอกสารนี้", check: "แน่ใจว่าต้องยกเลิก" });
    if (because) await act("withdraw", { because }, { next: link("ดูทะเบียน", "/register", { class: "button main" }) });
  }
  async function rename() {
    const stem = id.split("/").at(-1).replace(/\.md$/, "");
    const name = await askWords({ title: "เปลี่ยนชื่อไฟล์", words: ["เลขที่และข้อความไม่เปลี่ยน เปลี่ยนได้จนกว่าจะลงนามหรือเก็บสแกน"], label: "ชื่อใหม่", value: stem, act: "เปลี่ยนชื่อ" });
    if (!name || name === stem) return;
    const answer = await ask("POST", `${address}/rename`, { body: { name } });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    if (!answer.data.findings.length) return location.assign(`${answer.data.url}/issue`);
    tell(message, answer.data.findings);
    acts.hidden = true;
    done.replaceChildren(h("section", { class: "card" }, h("h2", {}, "เรียบร้อย"), h("p", { role: "status" }, answer.data.said), link("เปิดเอกสาร", answer.data.url, { class: "button main" })));
  }
  async function makeFinal() {
    const answer = await ask("PUT", `${address}/fields`, { body: { set: [{ path: ["status"], value: "final" }] }, headers: { "If-Match": `"${data.digest}"` } });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    ({ text: data.text, digest: data.digest } = answer.data);
    tell(message, []);
    preview.show(data.text);
    await look();
  }
  const wanted = () => Number(first.value.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit))) || 0;

  function forNumber({ asked, entry: made, may }) {
    const isDraft = asked.some((one) => one.findings.some((found) => found.code === "is-draft"));
    const named = made?.shown_number ?? "";
    const words = made ? `ออกเลข ${named}` : "ออกเลข";
    const begins = h("details", {}, h("summary", {}, "ปีนี้เคยออกเลขด้วยมือมาก่อน"),
      field("เลขของฉบับนี้ (เว้นว่าง = เลขถัดไป)", first, "ใช้ได้เฉพาะเมื่อทะเบียนของปีนี้ยังว่าง"), button("ตรวจใหม่", look));
    return [
      h("section", { class: "card" }, h("h2", {}, "ก่อนออกเลข"), checklist(asked),
        isDraft && button("เปลี่ยนเป็นฉบับจริง", makeFinal),
        made?.number === 1 || first.value ? begins : null),
      h("section", { class: "card", "data-needs": "checker" }, h("h2", {}, words),
        h("p", {}, made ? "อ่านทุกหน้าก่อน ออกเลขแล้วยกเลิกกลับเป็นร่างไม่ได้" : "ยังออกเลขไม่ได้ แก้รายการที่ไม่ผ่านข้างบนก่อน"),
        may ? button(words, () => issue(named), { class: "main", disabled: !made }) : h("p", { class: "banner" }, "ผู้ตรวจเป็นผู้ออกเลข")),
      h("section", { class: "card", "data-needs": "checker" }, h("h2", {}, "ชื่อไฟล์"), h("p", {}, id), button("เปลี่ยนชื่อไฟล์", rename)),
    ];
  }
  function forEntry({ asked, entry: made, may }) {
    const isSame = asked.some((one) => one.findings.some((found) => found.code === "already-issued"));
    const edit = link("แก้ข้อความของฉบับที่ออกเลขแล้ว", `/d/${encoded(id)}?correct=1`, { class: "button" });
    if (entry.state === "withdrawn") return [h("section", { class: "card" }, h("h2", {}, "ยกเลิกแล้ว"), h("p", {}, `${entry.named} ยกเลิกแล้ว: ${entry.remark} เลขนี้ใช้ซ้ำไม่ได้`))];
    return [
      h("section", { class: "card", "data-needs": "checker" }, h("h2", {}, "ออกฉบับแก้ไข"),
        h("p", {}, isSame ? `ออกเลขแล้ว ${entry.named} ข้อความยังตรงกับที่ออก ถ้าต้องแก้ ให้แก้ข้อความก่อน แล้วกลับมาออกเป็นฉบับแก้ไขที่เลขเดิม` : `ข้อความต่างจาก${entry.named} ที่ออกไว้`),
        isSame ? null : checklist(asked),
        h("p", { class: "row" }, edit, may && !isSame && button("ออกฉบับแก้ไข", () => correct(made.version - 1), { class: "main", disabled: !made }))),
      may && h("section", { class: "card", "data-needs": "checker" }, h("h2", {}, "ยกเลิกเอกสาร"), h("p", {}, "เลขที่ยังนับว่าใช้แล้ว และทะเบียนจดว่ายกเลิก"), button("ยกเลิกเอกสาร", withdraw)),
      may && h("section", { class: "card", "data-needs": "checker" }, h("h2", {}, "ชื่อไฟล์"), h("p", {}, id), button("เปลี่ยนชื่อไฟล์", rename)),
    ];
  }
  async function look() {
    const asked = new URLSearchParams(entry ? { correcting: 1 } : { number: wanted() });
    const answer = await ask("GET", `${address}/prospect?${asked}`);
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    const held = acts.contains(document.activeElement);
    fill(acts, entry ? forEntry(answer.data) : forNumber(answer.data));
    if (held) (acts.querySelector("button.main:not([disabled])") ?? acts).focus();
    const isTold = (found) => answer.data.asked.some((one) => one.findings.some((told) => told.code === found.code && told.line === found.line));
    listFindings(list, answer.data.findings.filter((found) => !isTold(found)), { none: "ไม่มีอย่างอื่นให้ดู" });
  }
  async function changed() {
    const answer = await ask("GET", address);
    if (answer.status !== 200 || answer.data.digest === data.digest) return;
    Object.assign(data, answer.data);
    preview.show(data.text);
    await look();
  }

  fill(acts, h("section", { class: "card" }, h("p", { role: "status" }, "กำลังตรวจ…")));
  fill(
    main,
    heading,
    h("p", { class: "row" }, link(entry ? "อ่านข้อความ" : "กลับไปแก้ข้อความ", `/d/${encoded(id)}`), entry && link(data.is_signed_kind ? "ลงนามและสแกน" : "สร้าง PDF และ Word", `/d/${encoded(id)}/sign`), link("ทะเบียน", "/register")),
    message,
    done,
    h("div", { class: "reading" }, h("div", {}, acts, h("h2", {}, "ข้อสังเกตอื่น"), list), pages),
  );
  const preview = new Preview(pages, { id, onAnswer: () => undefined });
  preview.show(data.text);
  document.addEventListener("docgen:changed", (event) => event.detail.id === id && changed());
  await look();
}

// ออกเลข: the whole document, its number, what was checked; the button names the act, which can't be undone.
import { ask, findingsOf } from "./api.js";
import { confirmGrave } from "./dialogs.js";
import { button, encoded, field, h, link, wrongAt } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { Preview } from "./preview.js";

export async function show(main, data) {
  const { id } = data;
  const address = `/api/d/${encoded(id)}`;
  const message = h("div", { hidden: true });
  const pages = h("div", { class: "pages", tabindex: 0, role: "region", "aria-label": "ทุกหน้าของเอกสาร" });
  const list = h("ul", { class: "findings" });
  const done = h("div", {});
  const entry = data.entry ?? null;
  const reason = h("input", { type: "text", autocomplete: "off" });
  const because = h("input", { type: "text", autocomplete: "off" });
  const named = data.next_named ?? "ออกเลข";
  let isFit = false;

  async function act(path, body, title, words, deed, check) {
    if (!(await confirmGrave({ title, words, act: deed, check }))) return;
    const answer = await ask("POST", `${address}/${path}`, { body, headers: { "If-Match": `"${data.digest}"` } });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    tell(message, []);
    done.replaceChildren(
      h("section", { class: "card" }, h("h2", {}, "เรียบร้อย"), h("p", { class: "good-news", role: "status" }, answer.data.said ?? "บันทึกแล้ว"),
        h("p", { class: "row" }, link("ลงนามหรือเก็บสแกน", `/d/${encoded(id)}/sign`, { class: "button main" }), " ", link("กลับไปงานของสำนักงาน", "/"))),
    );
    for (const section of main.querySelectorAll("[data-act]")) section.hidden = true;
    done.querySelector("a").focus();
  }
  const needs = (input, words) => (wrongAt(input, input.value.trim() ? "" : words), Boolean(input.value.trim()));

  const first = button(
    named,
    () =>
      isFit
        ? act("issue", {}, named, ["เอกสารจะได้เลขที่ในทะเบียน และแก้ข้อความไม่ได้อีก", "ทำแล้วยกเลิกกลับเป็นร่างไม่ได้ เลขที่นี้ใช้ซ้ำไม่ได้"], named, "อ่านทุกหน้าและตรวจแล้ว ถูกต้อง")
        : tell(message, [{ severity: "error", code: "page", message: "ยังออกเลขไม่ได้ เพราะยังมีข้อผิดพลาด", hint: "แก้ตามรายการด้านล่างก่อน" }]),
    { class: "main" },
  );
  const acts = entry
    ? [
        h("section", { class: "card", "data-act": true }, h("h2", {}, "ออกฉบับแก้ไข"), h("p", {}, `ออกเลขแล้ว ${entry.named ?? ""} ถ้าข้อความถูกแก้หลังออกเลข ออกเป็นฉบับแก้ไขที่เลขเดิม`),
          field("เหตุผลที่แก้", reason),
          button("ออกฉบับแก้ไข", () => needs(reason, "เขียนเหตุผลที่แก้") && act("correct", { reason: reason.value }, "ออกฉบับแก้ไข", ["ฉบับเดิมยังอยู่ในทะเบียน"], "ออกฉบับแก้ไข", "ตรวจข้อความที่แก้แล้ว"))),
        h("section", { class: "card", "data-act": true }, h("h2", {}, "ยกเลิกเอกสาร"), h("p", {}, "เลขที่ยังนับว่าใช้แล้ว และทะเบียนจดว่ายกเลิก"),
          field("เหตุผลที่ยกเลิก", because),
          button("ยกเลิกเอกสาร", () => needs(because, "เขียนเหตุผลที่ยกเลิก") && act("withdraw", { because: because.value }, "ยกเลิกเอกสาร", ["ยกเลิกแล้วเรียกคืนไม่ได้"], "ยกเลิกเอกสารนี้", "แน่ใจว่าต้องยกเลิก"))),
      ]
    : [h("section", { class: "card", "data-act": true }, h("h2", {}, "ออกเลข"), h("p", {}, "อ่านทุกหน้าทางขวาหรือด้านล่างก่อน"), first)];

  main.replaceChildren(
    h("h1", {}, `ออกเลข: ${data.title ?? id}`),
    h("p", {}, link("กลับไปแก้ข้อความ", `/d/${encoded(id)}`)),
    message,
    done,
    h("div", { class: "reading" }, h("div", {}, acts, h("h2", {}, "ผลตรวจ"), list), pages),
  );
  const preview = new Preview(pages, {
    id,
    checksFirst: true,
    onAnswer(answer) {
      isFit = answer.isFit && !answer.findings.some((found) => found.severity === "error");
      listFindings(list, answer.findings);
    },
  });
  preview.show(data.text);
}

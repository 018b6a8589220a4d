// สำนักงาน on a network: who has an account and what they may do, one's own password, the certificate, what was changed.
import { ask, findingsOf } from "./api.js";
import { field, fill, h, thai, thaiTime, wrongAt } from "./dom.js";
import { tell } from "./findings.js";
import { ROLE_NAMES } from "./roles.js";

const table = (heads, rows, label) =>
  h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h("table", { class: "stack" }, h("thead", {}, h("tr", {}, heads.map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, at) => h("td", { "data-label": heads[at] }, cell)))))));
const named = (list) => list.map((role) => ROLE_NAMES[role] ?? role).join(", ");
// An instant (ISO 8601, UTC) as the office's clock has it.

function passwordForm(own) {
  const message = h("div", { hidden: true });
  const said = h("p", { class: "good-news", role: "status" });
  const [old, first, second] = ["current-password", "new-password", "new-password"].map((kind) => h("input", { type: "password", autocomplete: kind, maxlength: 1000 }));
  async function change() {
    wrongAt(second, first.value === second.value ? "" : "รหัสผ่านใหม่สองช่องไม่เหมือนกัน");
    if (first.value !== second.value) return;
    const answer = await ask("POST", "/api/password", { body: { old: old.value, new: first.value } });
    for (const one of [old, first, second]) one.value = "";
    tell(message, answer.status === 200 ? [] : findingsOf(answer));
    said.textContent = answer.status === 200 ? answer.data.said : "";
  }
  return h("section", { class: "card" }, h("h2", {}, "รหัสผ่านของท่าน"), h("p", {}, `เข้าระบบในชื่อ ${own}`), message, said,
    h("form", { onsubmit: (event) => (event.preventDefault(), change()) },
      h("input", { type: "text", autocomplete: "username", value: own, hidden: true, readonly: true }),
      field("รหัสผ่านเดิม", old), field("รหัสผ่านใหม่", first, "อย่างน้อย ๑๒ ตัวอักษร ใช้คำหลายคำที่จำได้ต่อกัน"), field("รหัสผ่านใหม่อีกครั้ง", second),
      h("button", { type: "submit" }, "เปลี่ยนรหัสผ่าน")));
}

function certificate({ ends, days, is_ending: isEnding, fingerprint, is_own: isOwn, remedy }) {
  return h("section", { class: "card" }, h("h2", {}, "ใบรับรองของเครื่อง"),
    h("p", { class: isEnding ? "banner" : null }, `ใช้ได้ถึง ${ends} (อีก ${thai(days)} วัน)`, isEnding ? ` ${remedy}` : ""),
    isOwn ? h("p", {}, "เทียบลายนิ้วมือนี้กับที่เบราว์เซอร์แสดงก่อนเชื่อถือใบรับรอง: ", h("code", { class: "fingerprint" }, fingerprint)) : null);
}

// Draws into a box; `seen` as GET /api/people gives it.
export function showAccounts(box, seen) {
  const changes = (seen.changes ?? []).map((one) => [thaiTime(one.at), one.event_name, one.name, one.by || "ผู้ดูแลเครื่อง", one.remark]);
  fill(box,
    h("section", { class: "card" }, h("h2", {}, "ผู้ใช้และหน้าที่"),
      table(["ชื่อ", "หน้าที่"], (seen.accounts ?? []).map((one) => [one.name, named(one.roles)]), "ผู้ใช้และหน้าที่"),
      h("p", {}, "เพิ่ม ลบ หรือเปลี่ยนหน้าที่: ผู้ดูแลเครื่องสั่ง ", h("code", {}, "docgen user"), " ที่เครื่องของสำนักงาน ผู้เขียนเอกสารออกเลขเอกสารนั้นเองไม่ได้ ผู้ลงนามลงได้เฉพาะชื่อของตน"),
      changes.length ? h("details", {}, h("summary", {}, "การเปลี่ยนแปลงของบัญชี"), table(["เมื่อ", "ทำอะไร", "บัญชี", "ผู้ทำ", "หมายเหตุ"], changes, "การเปลี่ยนแปลงของบัญชี")) : null),
    passwordForm(seen.own),
    seen.certificate ? certificate(seen.certificate) : null);
}

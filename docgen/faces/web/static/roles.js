// Who may do what, where several people work over a network: what somebody may not do is not offered, and it is said who
// does it. The server refuses it in any case. An element says what it needs: h("section", { "data-needs": "signer" }).
import { ask } from "./api.js";
import { h } from "./dom.js";

const meta = document.querySelector('meta[name="docgen-person"]');
export const isShared = Boolean(meta);
export const ownName = meta ? decodeURIComponent(meta.content) : "";
const roles = (meta?.dataset.roles ?? "").split(" ").filter(Boolean);
export const ROLE_NAMES = { writer: "ผู้เขียน", checker: "ผู้ตรวจและออกเลข", signer: "ผู้ลงนาม", archivist: "ผู้เก็บหลักฐาน" };
export const may = (role) => !isShared || roles.includes(role);

const bare = (name) => name.replace(/\s+/g, "");
// On a network one signs in one's own name alone.
export const isSelf = (name) => !isShared || bare(name) === bare(ownName);

// What the whole of a screen is for; on the others, parts say it.
const SCREENS = {
  new: ["writer", "ท่านดูรายการได้ แต่เริ่มเอกสารไม่ได้"],
  write: ["writer", "ท่านอ่านเอกสารนี้ได้ แต่แก้ข้อความไม่ได้"],
  report: ["writer", "ท่านอ่านรายงานนี้ได้ แต่แก้ไม่ได้"],
  issue: ["checker", "ท่านอ่านทุกหน้าได้ แต่ออกเลขไม่ได้"],
};
const CONTROLS = "button, input, select, textarea";

function refuse(element) {
  const role = element.dataset.needs;
  if (may(role)) return;
  if (element.matches(CONTROLS)) return void (element.hidden = true);
  for (const control of element.querySelectorAll(CONTROLS)) {
    control.disabled = true;
    (control.closest(".field, .drop") ?? control).hidden = true;
  }
  if (element.querySelector("[data-role-note]")) return;
  const note = h("p", { class: "help", "data-role-note": role }, `ส่วนนี้เป็นงานของ${ROLE_NAMES[role]}`);
  const heading = element.querySelector("h2, h3, summary");
  if (heading) heading.after(note);
  else element.prepend(note);
}

// Whom to ask: those who have the role.
async function tellNames() {
  const answer = await ask("GET", "/api/people");
  if (answer.status !== 200) return;
  for (const note of document.querySelectorAll("[data-role-note]")) {
    const names = answer.data.accounts.filter((one) => one.roles.includes(note.dataset.roleNote)).map((one) => one.name);
    note.append(names.length ? ` (${names.join(", ")})` : " ยังไม่มีผู้ใดมีหน้าที่นี้");
  }
}

// Called once the screen is drawn; what it draws later is looked at as well.
export function guard(main, data = {}) {
  if (!isShared) return;
  const all = () => main.querySelectorAll("[data-needs]").forEach(refuse);
  all();
  new MutationObserver(all).observe(main, { childList: true, subtree: true });
  const [role, words] = SCREENS[main.dataset.screen] ?? [];
  if (role && !may(role)) {
    for (const note of main.querySelectorAll("[data-role-note]")) note.hidden = true; // it is said once
    main.before(h("div", { class: "banner", "data-role-note": role, role: "note" }, `${words} ส่วนนี้เป็นงานของ${ROLE_NAMES[role]}`));
  }
  if (data.is_own_work && may("checker")) {
    main.before(h("div", { class: "banner", role: "note" }, "ท่านเป็นผู้เขียนเอกสารนี้ จึงออกเลขเองไม่ได้ ให้ผู้ตรวจคนอื่นเป็นผู้ออกเลข"));
  }
  if (document.querySelector("[data-role-note]")) tellNames();
}

// A session that ended: said for as long as it lasts. What was typed stays, and is saved once somebody is in again.
const ended = h("div", { class: "banner bad", role: "alert", hidden: true }, "หมดเวลาเข้าใช้ หรือรหัสผ่านหรือหน้าที่ถูกเปลี่ยน สิ่งที่พิมพ์ยังอยู่ ",
  h("a", { href: "/login", target: "_blank", rel: "noopener" }, "เข้าระบบในแท็บใหม่"), " แล้วกลับมาที่แท็บนี้");
if (isShared) document.querySelector("header")?.after(ended);
document.addEventListener("docgen:session", ({ detail }) => (ended.hidden = detail));

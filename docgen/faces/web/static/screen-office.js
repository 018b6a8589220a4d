// งานของสำนักงาน: every document by how far it is, each with its next step; search.
import { ask } from "./api.js";
import { button, encoded, h, link, thai } from "./dom.js";
import { tell } from "./findings.js";
import { addressOf } from "./go.js";
import { fileAddress, resume, run } from "./jobs.js";

// A document whose PDF is old is being written until it has a number.
const isWritten = (one) => one.step === "outdated" && !one.number;
// What nobody signs is done with its number: built, printed or sent.
const isSent = (one) => one.is_signed === false && Boolean(one.number) && ["issued", "outdated"].includes(one.step);
const GROUPS = [
  ["กำลังเขียน", (one) => ["draft", "broken"].includes(one.step) || isWritten(one)],
  ["พร้อมออกเลขหรือใช้งาน", (one) => one.step === "final"],
  ["ออกเลขแล้ว ไม่ต้องลงนามในโปรแกรม", isSent],
  ["ออกเลขแล้ว รอลงนามหรือเก็บสแกน", (one) => !isSent(one) && ["issued", "archived-unsigned"].includes(one.step) || (!isSent(one) && one.step === "outdated" && one.number)],
  ["ลงนามแล้ว รอเก็บเป็นหลักฐาน", (one) => one.step === "signed"],
  ["เก็บเป็นหลักฐานแล้ว", (one) => ["archived", "signed-archived"].includes(one.step)],
  ["ยกเลิกแล้ว", (one) => one.step === "withdrawn"],
];
const LOOKS = { draft: "draft", outdated: "draft", broken: "fault", final: "final", withdrawn: "withdrawn" };

// How far a document is, in words that say what lacks.
function words(one) {
  if (one.step === "broken") return "เปิดไม่ได้ ต้องแก้ไฟล์";
  if (one.step === "outdated") return one.outputs?.length ? "ต้องสร้าง PDF ใหม่" : "ยังไม่ได้สร้าง PDF";
  return one.step_name;
}

// The one thing to do next with a document.
function next(one) {
  const write = `/d/${encoded(one.id)}`;
  const report = addressOf(one) !== write;
  if (report) return link("เปิดรายงาน", addressOf(one), { class: "button" });
  if (one.step === "final" && one.is_issued) return link("ออกเลข", `${write}/issue`, { class: "button" });
  if (isSent(one)) return link(one.step === "outdated" ? "สร้าง PDF" : "ดู PDF", `${write}/sign`, { class: "button" });
  if (one.step === "issued" || one.step === "archived-unsigned" || (one.step === "outdated" && one.number)) return link("ลงนามหรือเก็บสแกน", `${write}/sign`, { class: "button" });
  if (one.step === "signed") return link("เก็บหลักฐานปี", `/evidence/${one.fiscal_year}`, { class: "button" });
  return link(one.step === "draft" || isWritten(one) ? "เขียนต่อ" : "เปิดดู", write, { class: "button" });
}

function row(one) {
  const files = one.step === "broken" ? [] : (one.outputs ?? []).map((name) => link(name.endsWith(".pdf") ? "PDF" : "Word", fileAddress(name), { "aria-label": `${name.endsWith(".pdf") ? "PDF" : "Word"} ของ ${one.title || one.id}` }));
  const facts = [`${one.kind_name ?? ""} ${thai(one.number ?? "")}`.trim(), one.date_thai].filter(Boolean).join(" · ");
  const step = next(one);
  step.setAttribute("aria-label", `${step.textContent} ${one.title || one.id}`);
  return h(
    "li",
    { dataset: { id: one.id } },
    h("div", {}, h("h3", {}, link(one.title || one.id, addressOf(one))), h("p", { class: "facts" }, facts, files.flatMap((part) => [" · ", part]))),
    h("p", { class: "step" }, h("span", { class: `state ${LOOKS[one.step] ?? "issued"}` }, words(one))),
    h("p", { class: "next" }, step),
  );
}

// What an office sees that has no document yet: what to do first, in order.
function firstSteps() {
  return h(
    "section",
    { class: "card first" },
    h("h2", {}, "ยังไม่มีเอกสาร เริ่มได้เลย"),
    h("ol", {},
      h("li", {}, "ดูว่าชื่อหน่วยงานและผู้ลงนามถูกต้อง ที่ ", link("สำนักงาน", "/office")),
      h("li", {}, "กด ", h("strong", {}, "เริ่มเอกสาร"), " เลือกประกาศหรือคำสั่ง แล้วกรอกเรื่อง วันที่ และข้อความ"),
      h("li", {}, "ดูหน้ากระดาษข้างช่องพิมพ์ แก้ที่โปรแกรมเตือน แล้วกด ", h("strong", {}, "ออกเลข"))),
    h("p", {}, link("เริ่มเอกสารฉบับแรก", "/new", { class: "button main" })),
  );
}

export async function show(main, data) {
  const search = h("input", { type: "search", id: "search", autocomplete: "off" });
  const box = h("div", {});
  const count = h("p", { class: "visually-hidden", role: "status" });
  const progress = h("div", {});
  const message = h("div", { hidden: true });
  let documents = data.documents ?? [];
  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    const told = (one) => `${one.title} ${one.id} ${one.number ?? ""} ${thai(one.number ?? "")} ${one.kind_name ?? ""} ${one.date_thai ?? ""}`.toLowerCase();
    const found = documents.filter((one) => told(one).includes(wanted));
    const groups = GROUPS.map(([name, isIn]) => [name, found.filter(isIn)]);
    groups.push(["อื่น ๆ", found.filter((one) => !GROUPS.some(([, isIn]) => isIn(one)))]);
    const shown = groups.filter(([, own]) => own.length);
    const nothing = wanted ? h("p", { class: "card" }, `ไม่พบเอกสารที่มีคำว่า “${search.value.trim()}” ลองพิมพ์เพียงบางคำของเรื่อง หรือเลขที่`) : firstSteps();
    box.replaceChildren(
      ...shown.map(([name, own]) => h("section", {}, h("h2", {}, `${name} (${thai(own.length)})`), h("ul", { class: "works" }, own.map(row)))),
      ...(shown.length ? [] : [nothing]),
    );
    count.textContent = wanted ? `พบ ${thai(found.length)} ฉบับ` : "";
  };
  async function build() {
    await run(progress, "/api/build", {});
    const answer = await ask("GET", "/api/documents");
    if (answer.status !== 200) return;
    documents = answer.data.documents;
    draw();
  }
  search.addEventListener("input", draw);
  const years = (data.years ?? []).map((year) => link(`หลักฐานปี ${thai(year)}`, `/evidence/${year}`, { class: "button" }));
  main.replaceChildren(
    h("h1", {}, "งานของสำนักงาน"),
    ...(documents.length
      ? [
          h("div", { class: "row" }, link("เริ่มเอกสาร", "/new", { class: "button main" }), years, button("สร้าง PDF และ Word ทุกฉบับ", build)),
          h("div", { class: "field search" }, h("label", { for: "search" }, "ค้นหาเอกสาร"), h("p", { class: "help" }, "บางคำของเรื่อง เลขที่ หรือวันที่ (จากหน้าอื่นกด Ctrl+K)"), search, count),
        ]
      : []),
    progress,
    message,
    box,
  );
  tell(message, data.findings ?? []);
  draw();
  resume(progress, ["build"]);
}

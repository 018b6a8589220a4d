// งานของสำนักงาน: every document by state, what is due, search.
import { button, encoded, h, link, thai } from "./dom.js";
import { tell } from "./findings.js";
import { addressOf } from "./go.js";
import { fileAddress, resume, run } from "./jobs.js";

const GROUPS = [
  ["กำลังทำ", ["draft", "outdated", "broken"]],
  ["พร้อมออกเลข", ["final"]],
  ["ออกเลขแล้ว รอลงนามหรือเก็บ", ["issued", "archived-unsigned"]],
  ["ลงนามแล้ว", ["signed"]],
  ["เก็บเป็นหลักฐานแล้ว", ["archived", "signed-archived"]],
  ["ยกเลิก", ["withdrawn"]],
];
const LOOKS = { draft: "draft", outdated: "draft", broken: "fault", final: "final", withdrawn: "withdrawn" };

function card(one) {
  const more = [];
  if (one.outputs?.length && one.step !== "broken") {
    for (const name of one.outputs) more.push(link(name.endsWith(".pdf") ? "PDF" : "Word", fileAddress(name)));
  }
  if (one.step === "final" && one.is_issued) more.push(link("ออกเลข", `/d/${encoded(one.id)}/issue`));
  if (["issued", "archived-unsigned"].includes(one.step)) more.push(link("ลงนามหรือเก็บสแกน", `/d/${encoded(one.id)}/sign`));
  return h(
    "li",
    { class: "card", dataset: { id: one.id } },
    h("p", { class: "kind" }, `${one.kind_name ?? ""} ${one.number ?? ""}`.trim()),
    h("h3", {}, link(one.title || one.id, addressOf(one))),
    h("p", {}, h("span", { class: `state ${LOOKS[one.step] ?? "issued"}` }, one.step_name), " ", one.date_thai ?? ""),
    more.length ? h("p", { class: "row" }, more.flatMap((part) => [part, " "])) : null,
  );
}

export async function show(main, data) {
  const search = h("input", { type: "search", id: "search", autocomplete: "off" });
  const box = h("div", {});
  const progress = h("div", {});
  const message = h("div", { hidden: true });
  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = data.documents.filter((one) => `${one.title} ${one.id} ${one.number ?? ""} ${one.date_thai ?? ""}`.toLowerCase().includes(wanted));
    const groups = GROUPS.map(([name, steps]) => [name, found.filter((one) => steps.includes(one.step))]).filter(([, own]) => own.length);
    const rest = found.filter((one) => !GROUPS.some(([, steps]) => steps.includes(one.step)));
    if (rest.length) groups.push(["อื่น ๆ", rest]);
    box.replaceChildren(
      ...groups.map(([name, own]) => h("section", {}, h("h2", {}, `${name} (${thai(own.length)})`), h("ul", { class: "cards" }, own.map(card)))),
      ...(groups.length ? [] : [h("p", {}, wanted ? "ไม่พบเอกสารที่มีคำนี้" : "ยังไม่มีเอกสาร เริ่มฉบับแรกได้ที่ เริ่มเอกสาร")]),
    );
  };
  search.addEventListener("input", draw);
  main.replaceChildren(
    h("h1", {}, "งานของสำนักงาน"),
    h(
      "div",
      { class: "row" },
      link("เริ่มเอกสาร", "/new", { class: "button main" }),
      button("สร้าง PDF และ Word ทั้งหมด", () => run(progress, "/api/build", {})),
      ...(data.years ?? []).map((year) => link(`หลักฐานปี ${thai(year)}`, `/evidence/${year}`, { class: "button" })),
    ),
    h("div", { class: "field" }, h("label", { for: "search" }, "ค้นหาเอกสาร (Ctrl+K จากทุกหน้า)"), search),
    progress,
    message,
    box,
  );
  tell(message, data.findings ?? []);
  draw();
  resume(progress, ["build"]);
}

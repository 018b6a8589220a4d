// หลักฐานปี: the items, what lacks, days left; archive, publish, verify, with progress.
import { ask, findingsOf } from "./api.js";
import { confirmGrave } from "./dialogs.js";
import { button, field, fill, h, link, thai } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { addressOf } from "./go.js";
import { resume, run, watch } from "./jobs.js";

function due(item) {
  if (!item.due) return "";
  const day = item.due_thai ?? item.due;
  return item.days < 0 ? `${day} (เลยมา ${thai(-item.days)} วัน)` : `${day} (เหลือ ${thai(item.days)} วัน)`;
}

export async function show(main, data) {
  const { year } = data;
  const titles = new Map((data.documents ?? []).map((one) => [one.id, one]));
  const message = h("div", { hidden: true });
  const progress = h("div", {});
  const checks = h("div", {});
  const round = h("select", {}, h("option", { value: "" }, "ทั้งปี"), h("option", { value: "6" }, "รอบ ๖ เดือน"), h("option", { value: "12" }, "รอบ ๑๒ เดือน"));
  const reason = h("input", { type: "text", autocomplete: "off" });
  const bag = h("select", {}, (data.bags ?? []).map((one) => h("option", { value: one }, one)));
  const file = h("input", { type: "file", accept: ".pdf,.zip" });
  const list = h("ul", { class: "findings" });
  const lacking = (data.items ?? []).filter((item) => item.state !== "complete");

  function answers(job) {
    const { value } = job ?? {};
    if (!value) return;
    const rows = (value.checks ?? []).map((one) => h("tr", {}, h("td", {}, one.question), h("td", {}, one.answer), h("td", {}, [one.details ?? ""].flat().join(" "))));
    const words = (value.words ?? []).filter(Boolean).map((line) => h("p", {}, line));
    checks.replaceChildren(
      h("section", { class: "card" },
        h("h2", {}, value.good ? "ผล: ถูกต้อง" : "ผล: ยืนยันไม่ได้"),
        rows.length ? h("table", {}, h("thead", {}, h("tr", {}, ["ตรวจอะไร", "ผล", "รายละเอียด"].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, rows)) : null,
        words),
    );
  }
  async function archive() {
    const words = ["เก็บทุกฉบับของปีเป็นชุดหลักฐานที่ตรวจย้อนหลังได้ ชุดที่เก็บแล้วแก้ไม่ได้ เก็บใหม่เป็นรุ่นถัดไป"];
    const isSure = await confirmGrave({ title: `เก็บหลักฐานปี ${thai(year)}`, words, act: "เก็บหลักฐาน", check: "ตรวจรายการแล้ว" });
    if (isSure) await run(progress, "/api/archive", { year, round: round.value ? Number(round.value) : null, reason: reason.value });
  }
  async function verify() {
    let answer;
    if (file.files[0]) {
      const body = new FormData();
      body.append("file", file.files[0]);
      answer = await ask("POST", "/api/verify", { body });
    } else answer = await ask("POST", "/api/verify", { body: { bag: bag.value } });
    if (answer.status !== 202) return tell(message, findingsOf(answer));
    answers(await watch(progress, answer.data.job));
  }

  const rows = (data.items ?? []).map((item) =>
    h("tr", {},
      h("td", { "data-label": "ข้อ" }, item.code),
      h("td", { "data-label": "เรื่อง" }, item.title),
      h("td", { "data-label": "สถานะ" }, h("span", { class: `state ${item.state === "complete" ? "issued" : "draft"}` }, item.state_name), " ", item.reason ?? ""),
      h("td", { "data-label": "กำหนด" }, due(item)),
      h("td", { "data-label": "เอกสาร" }, (item.documents ?? []).map((id) => h("div", {}, link(titles.get(id)?.title ?? id, addressOf({ id })))))),
  );
  fill(
    main,
    h("h1", {}, `หลักฐานปีงบประมาณ ${thai(year)}`),
    message,
    h("p", {}, lacking.length ? `ยังไม่ครบ ${thai(lacking.length)} ข้อ` : "ทุกข้อครบแล้ว"),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "รายการข้อ" },
      h("table", { class: "stack" }, h("thead", {}, h("tr", {}, ["ข้อ", "เรื่อง", "สถานะ", "กำหนด", "เอกสาร"].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, rows))),
    h("h2", {}, "ข้อสังเกต"), list,
    progress, checks,
    h("section", { class: "card" }, h("h2", {}, "เก็บหลักฐาน"), field("รอบ", round), field("เหตุผล (ต้องมีเมื่อเก็บทับรุ่นก่อน)", reason), button("เก็บหลักฐาน", archive, { class: "main" })),
    h("section", { class: "card" }, h("h2", {}, "เผยแพร่"), h("p", {}, "ทำชุดไฟล์สำหรับเว็บไซต์ของหน่วยงาน เฉพาะเอกสารที่เผยแพร่ได้และลงนามแล้ว"), button("ทำชุดเผยแพร่", () => run(progress, "/api/publish", { year }), { class: "main" })),
    h("section", { class: "card" }, h("h2", {}, "ตรวจยืนยัน"), bag.options.length ? field("ชุดหลักฐานของสำนักงาน", bag) : null, field("หรือไฟล์จากที่อื่น (PDF ที่ลงนาม หรือชุดหลักฐาน .zip)", file), button("ตรวจยืนยัน", verify, { class: "main" })),
  );
  listFindings(list, [...(data.doubts ?? []), ...(data.register ?? [])], { none: "ไม่มีข้อสังเกต" });
  answers(await resume(progress, ["archive", "publish", "verify"]));
}

// หลักฐานปี: the items, what lacks, days left; archive, publish, verify, with progress.
import { ask, findingsOf } from "./api.js";
import { confirmGrave } from "./dialogs.js";
import { button, field, fill, h, link, thai } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { addressOf } from "./go.js";
import { resume, run, watch } from "./jobs.js";
import { isShared } from "./roles.js";
import { keepAddress } from "./see.js";

function due(item) {
  if (!item.due) return "";
  const day = item.due_thai ?? item.due;
  if (item.state === "complete") return day;
  return item.days < 0 ? `${day} (เลยมา ${thai(-item.days)} วัน)` : `${day} (เหลือ ${thai(item.days)} วัน)`;
}

const COLUMNS = ["ข้อ", "เรื่อง", "สถานะ", "กำหนด", "เอกสาร"];
const LOOKS = { draft: "draft", outdated: "draft", withdrawn: "withdrawn", final: "final" };
const ANSWERS = { true: "ผ่าน", false: "ไม่ผ่าน", null: "ไม่ได้ตรวจ" };
const head = (words) => h("thead", {}, h("tr", {}, words.map((one) => h("th", { scope: "col" }, one))));
const MOST_SHOWN = 5;
// A long list is opened by whoever wants it.
const folded = (all, words = "ฉบับ") =>
  all.length > MOST_SHOWN ? h("details", {}, h("summary", {}, `${thai(all.length)} ${words}`), all) : all;
const table = (label, words, rows) =>
  h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, h("table", { class: "stack" }, head(words), h("tbody", {}, rows)));

export async function show(main, data) {
  const { year } = data;
  const message = h("div", { hidden: true });
  const progress = h("div", { class: "work" });
  const checks = h("div", {});
  const round = h("select", {}, h("option", { value: "" }, "ทั้งปี"), (data.rounds ?? []).map((one) => h("option", { value: one }, `รอบ ${thai(one)} เดือน`)));
  const reason = h("input", { type: "text", autocomplete: "off" });
  const whichKind = h("select", {}, h("option", { value: "" }, "ทุกชนิด"), (data.folders ?? []).map((one) => h("option", { value: one.folder }, one.name)));
  const every = h("ul", { class: "findings" });
  const bag = h("select", {}, (data.bags ?? []).map((one) => h("option", { value: one }, one)));
  const file = h("input", { type: "file", accept: ".pdf,.zip" });

  // What verifying found, question by question, in words.
  function answers(job) {
    const { value } = job ?? {};
    if (!value || value.good === undefined) return checks.replaceChildren();
    const rows = (value.checks ?? []).map((one) =>
      h("tr", {}, h("td", { "data-label": "ตรวจอะไร" }, one.question), h("td", { "data-label": "ผล" }, h("span", { class: `state ${one.answer === false ? "fault" : one.answer ? "issued" : "draft"}` }, ANSWERS[String(one.answer)])), h("td", { "data-label": "รายละเอียด" }, [one.details ?? ""].flat().map((words) => h("div", {}, words)))));
    const words = (value.words ?? []).filter(Boolean).map((line) => h("p", {}, line.trim()));
    checks.replaceChildren(
      h("section", { class: "card" },
        h("h2", {}, value.good ? "ผล: ถูกต้อง" : "ผล: ยืนยันไม่ได้"), h("p", { class: value.good ? "good-news" : "" }, job.said),
        rows.length ? table("ผลการตรวจยืนยัน", ["ตรวจอะไร", "ผล", "รายละเอียด"], rows) : null,
        words),
    );
  }
  async function archive() {
    const words = ["เก็บทุกฉบับของปีเป็นชุดหลักฐานที่ตรวจย้อนหลังได้ ชุดที่เก็บแล้วแก้ไม่ได้ เก็บใหม่เป็นรุ่นถัดไป"];
    const isSure = await confirmGrave({ title: `เก็บหลักฐานปี ${thai(year)}`, words, act: "เก็บหลักฐาน", check: "ตรวจรายการแล้ว" });
    if (!isSure) return;
    await done(await run(progress, "/api/archive", { year, round: round.value ? Number(round.value) : null, reason: reason.value }));
  }
  // What a job changed is looked up anew; its end stays on the screen.
  async function done(job) {
    if (job?.state !== "done") return;
    const answer = await ask("GET", `/api/evidence/${year}`);
    if (answer.status !== 200) return;
    Object.assign(data, answer.data);
    draw();
  }
  async function build() {
    await done(await run(progress, "/api/build", { only: whichKind.value }));
  }
  async function publish() {
    await run(progress, "/api/publish", { year });
  }
  async function newItems() {
    const answer = await ask("POST", `/api/evidence/${year}/items`, { body: {} });
    if (answer.status !== 201) return tell(message, findingsOf(answer));
    const none = { severity: "hint", message: "ไม่พบข้อที่เปลี่ยนจากปีก่อน เอกสารที่ต้องทำใหม่ หรือผู้ที่พ้นจากตำแหน่ง" };
    tell(message, answer.data.findings.length ? answer.data.findings : [none]);
    await done({ state: "done" });
    message.scrollIntoView({ block: "nearest" });
  }
  // What nobody compared with the year's form: ticked one by one, or all of it, and confirmed in a person's name.
  function unconfirmed() {
    const open = (data.items ?? []).filter((item) => !item.confirmed).sort((a, b) => a.code.slice(1) - b.code.slice(1));
    if (!open.length) return null;
    const boxes = open.map((item) => h("input", { type: "checkbox", value: item.code }));
    const all = h("input", { type: "checkbox" });
    all.addEventListener("change", () => boxes.forEach((one) => { one.checked = all.checked; }));
    // On a network who came in confirms; on a machine of one's own, who is named.
    const by = h("input", { type: "text", autocomplete: "name" });
    async function confirm() {
      const items = boxes.filter((one) => one.checked).map((one) => one.value);
      const answer = await ask("POST", `/api/evidence/${year}/confirm`, { body: { items, by: by.value } });
      if (answer.status !== 200) return tell(message, findingsOf(answer));
      tell(message, answer.data.findings);
      await done({ state: "done" });
      const next = overviewBox.querySelector("[data-part=unconfirmed]");
      if (next) next.open = true;
      // Where one was: the list has become shorter.
      (next?.querySelector("summary") ?? main).focus();
    }
    const rows = open.map((item, at) => h("tr", {},
      h("td", { "data-label": "ข้อ" }, h("label", {}, boxes[at], " ", item.code)),
      h("td", { "data-label": "เรื่องและสิ่งที่ต้องแสดง" }, h("strong", {}, item.title), h("div", {}, item.requirement ?? "")),
      h("td", { "data-label": "กำหนด" }, item.due_thai ?? ""),
      h("td", { "data-label": "ต้องตรวจ" }, (item.doubts ?? []).map((one) => h("div", {}, one)))));
    return h("details", { "data-part": "unconfirmed" }, h("summary", {}, `ยังไม่มีผู้ยืนยันกับแบบของปี (${thai(open.length)} ข้อ)`),
      h("p", {}, "เทียบเลขข้อ ชื่อ สิ่งที่ต้องแสดง และวันครบกำหนดกับแบบของสำนักงาน ป.ป.ช. ปีนี้ ที่ต่างไปแก้ใน ",
        link("รายการข้อของปี", `/d/ita/${year}.yaml`), " แล้วเลือกข้อที่ตรงและยืนยัน"),
      h("p", {}, h("label", {}, all, " เลือกทุกข้อ")),
      table("ข้อที่ยังไม่มีผู้ยืนยัน", ["ข้อ", "เรื่องและสิ่งที่ต้องแสดง", "กำหนด", "ต้องตรวจ"], rows),
      h("div", { "data-needs": "archivist" }, isShared ? null : field("ชื่อผู้ยืนยัน", by), button("ยืนยันข้อที่เลือก", confirm)));
  }
  async function checkAll() {
    const answer = await ask("POST", "/api/check", { body: {} });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    listFindings(every, answer.data.findings, { none: "ตรวจทุกไฟล์แล้ว ไม่พบข้อผิดพลาด" });
  }
  async function verify() {
    let answer;
    if (file.files[0]) {
      const body = new FormData();
      body.append("file", file.files[0]);
      answer = await ask("POST", "/api/verify", { body });
    } else if (!bag.value) {
      return tell(message, [{ severity: "error", code: "page", message: "ยังไม่ได้เลือกสิ่งที่จะตรวจ", hint: "เก็บหลักฐานก่อน หรือเลือกไฟล์" }]);
    } else answer = await ask("POST", "/api/verify", { body: { bag: bag.value } });
    if (answer.status !== 202) return tell(message, findingsOf(answer));
    tell(message, []);
    answers(await watch(progress, answer.data.job));
  }

  const overviewBox = h("div", {});
  const documentsBox = h("div", {});
  function draw() {
    const lacking = (data.items ?? []).filter((item) => item.state !== "complete");
    const titles = new Map((data.documents ?? []).map((one) => [one.id, one]));
    // What docgen's documents answer stands first; what is published elsewhere lacks an address alone.
    const elsewhere = lacking.filter((item) => item.answered_by === "other" && !item.documents.length);
    const shown = [...lacking.filter((item) => !elsewhere.includes(item)), ...(data.items ?? []).filter((item) => !lacking.includes(item))];
    const rowsOf = (items) => items.map((item) =>
      h("tr", {},
        h("td", { "data-label": "ข้อ" }, item.code),
        h("td", { "data-label": "เรื่อง" }, item.title),
        h("td", { "data-label": "สถานะ" }, h("span", { class: `state ${item.state === "complete" ? "issued" : "draft"}` }, item.state_name), " ", item.reason ?? "", item.confirmed ? null : h("div", {}, "ยังไม่มีผู้ยืนยัน")),
        h("td", { "data-label": "กำหนด" }, due(item)),
        h("td", { "data-label": "เอกสาร" }, folded([...new Set(item.documents ?? [])].map((id) => h("div", {}, link(titles.get(id)?.title ?? id, addressOf({ id }))))))));
    const listed = (data.documents ?? []).map((one) => h("tr", {},
      h("td", { "data-label": "เอกสาร" }, link(`${one.kind_name} ${one.number} ${one.title}`.replace(/ +/g, " "), addressOf(one))),
      h("td", { "data-label": "สถานะ" }, h("span", { class: `state ${LOOKS[one.step] ?? "issued"}` }, one.step_name)),
      h("td", { "data-label": "ข้อ" }, one.items.join(" ") || "ไม่ได้ระบุข้อ")));
    const list = h("ul", { class: "findings" });
    const broken = h("ul", { class: "findings" });
    const told = data.broken ?? [];
    fill(overviewBox,
      told.length ? h("section", { class: "card" }, h("h2", {}, "อ่านไม่ได้ จึงไม่อยู่ในรายการข้างล่าง"), broken) : null,
      h("p", { class: data.items?.length && !lacking.length && !told.length ? "good-news" : "" },
        !data.items?.length ? `ยังไม่มีรายการข้อของปีนี้ (ไฟล์ content/ita/${year}.yaml)` : lacking.length ? `ยังไม่ครบ ${thai(lacking.length)} ข้อ` : "ทุกข้อครบแล้ว"),
      h("p", { "data-needs": "archivist" }, data.items?.length ? button("ดูสิ่งที่เปลี่ยนจากปีก่อน", newItems)
        : [button("เริ่มรายการข้อจากปีที่ใกล้ที่สุด", newItems), " บอกด้วยว่าอะไรเปลี่ยน เอกสารใดต้องทำใหม่ และใครพ้นตำแหน่ง"]),
      shown.length ? table("รายการข้อ", COLUMNS, rowsOf(shown)) : null,
      unconfirmed(),
      elsewhere.length ? h("details", {}, h("summary", {}, `เผยแพร่ทางอื่น ยังไม่ได้ใส่ที่อยู่บนเว็บไซต์ (${thai(elsewhere.length)} ข้อ)`),
        h("p", {}, link(`ใส่ที่อยู่ในรายการข้อของปี ${thai(year)}`, `/d/ita/${year}.yaml`, { class: "button" })), table("ข้อที่เผยแพร่ทางอื่น", COLUMNS, rowsOf(elsewhere))) : null,
    );
    const every = listed.length ? table("เอกสารของปี", ["เอกสาร", "สถานะ", "ข้อ"], listed) : h("p", {}, "ยังไม่มีเอกสารของปีนี้ ", link("เริ่มเอกสาร", "/new"));
    fill(documentsBox,
      h("h2", {}, `เอกสารของปี (${thai(listed.length)})`),
      listed.length > 4 * MOST_SHOWN ? h("details", {}, h("summary", {}, "แสดงทุกฉบับ"), every) : every,
      h("h2", {}, "ข้อสังเกต"), list,
    );
    listFindings(broken, told, { none: "" });
    listFindings(list, [...(data.doubts ?? []), ...(data.register ?? [])], { none: "ไม่มีข้อสังเกต" });
    bag.replaceChildren(...(data.bags ?? []).map((one) => h("option", { value: one }, one)));
    bagBox.hidden = !bag.options.length;
    fill(bags, (data.bags ?? []).map((one) => h("li", {}, link(`${one}.zip`, keepAddress(`content/archive/${one}.zip`), { "aria-label": `เก็บชุดหลักฐาน ${one} ลงเครื่อง` }))));
  }
  const bags = h("ul", {});
  const bagBox = h("div", {}, field("ชุดหลักฐานของสำนักงาน", bag));
  fill(
    main,
    h("h1", {}, `หลักฐานปีงบประมาณ ${thai(year)}`),
    h("p", { class: "row" }, link("งานของสำนักงาน", "/"), link("ทะเบียนและบันทึกเหตุการณ์", "/register")),
    message,
    h("div", { "data-pane": true, tabindex: -1 }, overviewBox),
    progress, checks,
    h("div", { "data-pane": true, tabindex: -1, class: "acts" },
      h("section", { class: "card" }, h("h2", {}, "ตรวจและสร้าง"), field("ชนิดของเอกสาร", whichKind),
        h("div", { class: "row" }, button("ตรวจทุกไฟล์", checkAll), button("สร้าง PDF และ Word", build)), every),
      h("section", { class: "card", "data-needs": "archivist" }, h("h2", {}, "เก็บหลักฐาน"), field("รอบ", round), field("เหตุผล (ต้องมีเมื่อเก็บทับรุ่นก่อน)", reason), button("เก็บหลักฐาน", archive, { class: "main" }), bags),
      h("section", { class: "card", "data-needs": "archivist" }, h("h2", {}, "เผยแพร่"), h("p", {}, "ทำชุดไฟล์สำหรับเว็บไซต์ของหน่วยงาน เฉพาะเอกสารที่เผยแพร่ได้และลงนามแล้ว"), button("ทำชุดเผยแพร่", publish, { class: "main" })),
      h("section", { class: "card" }, h("h2", {}, "ตรวจยืนยัน"), bagBox, field("ไฟล์จากที่อื่น (PDF ที่ลงนาม หรือชุดหลักฐาน .zip)", file), button("ตรวจยืนยัน", verify, { class: "main" }))),
    h("div", { "data-pane": true, tabindex: -1 }, documentsBox),
  );
  draw();
  answers(await resume(progress, ["build", "archive", "publish", "verify"]));
}

// ทะเบียน: every number that was given, whether register, journal and files agree, what happened and by whom.
import { ask, findingsOf } from "./api.js";
import { askWords, confirmGrave } from "./dialogs.js";
import { button, encoded, field, fill, h, link, thai } from "./dom.js";
import { listFindings, tell } from "./findings.js";

const LOOKS = { withdrawn: "withdrawn" };
const head = (words) => h("thead", {}, h("tr", {}, words.map((one) => h("th", { scope: "col" }, one))));
const when = (at) => thai(new Date(at).toLocaleString("th-TH", { dateStyle: "medium", timeStyle: "short" }));

export async function show(main, data) {
  const message = h("div", { hidden: true });
  const said = h("p", { class: "good-news", role: "status" });
  const box = h("div", {});
  const journal = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "บันทึกเหตุการณ์", "data-pane": true });

  async function act(address, body) {
    const answer = await ask("POST", address, { body });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    tell(message, answer.data.findings ?? []);
    said.textContent = answer.data.said;
    await again();
  }
  async function again() {
    const answer = await ask("GET", "/api/register");
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    draw(answer.data);
    await told();
  }
  async function rebuild() {
    const words = ["โปรแกรมเติมทะเบียนจากบันทึกเหตุการณ์ และเติมบันทึกจากทะเบียนหรือชุดหลักฐาน", "ทะเบียนเดิมเก็บไว้ข้าง ๆ ไม่ถูกลบ"];
    if (await confirmGrave({ title: "กู้คืนทะเบียน", words, act: "กู้คืนทะเบียน", check: "อ่านรายการที่ไม่ตรงกันแล้ว" })) await act("/api/register/rebuild", {});
  }
  async function withdraw(one) {
    const because = await askWords({ title: "ยกเลิกเอกสาร", words: [`${one.named} เรื่อง ${one.subject}`, "เลขนี้นับว่าใช้แล้ว และเรียกคืนไม่ได้"], label: "เหตุผลที่ยกเลิก", act: "ยกเลิกเอกสารนี้", check: "แน่ใจว่าต้องยกเลิก" });
    if (because) await act(`/api/d/${encoded(one.id)}/withdraw`, { because });
  }
  // A file that was renamed outside of the page: the register is told its name of today.
  function lost(one, others) {
    const same = others.filter((id) => id.split("/")[0] === one.id.split("/")[0]);
    const choice = h("select", {}, same.map((id) => h("option", { value: id }, id)));
    return h("details", {}, h("summary", {}, "ไม่พบไฟล์"),
      same.length ? [field("ถ้าถูกเปลี่ยนชื่อ ชื่อใหม่คือ", choice), button("จดชื่อใหม่", () => act(`/api/d/${encoded(one.id)}/move`, { to: choice.value }))] : h("p", {}, "ไม่มีไฟล์อื่นที่อาจเป็นฉบับนี้ คืนไฟล์จากสำเนา"),
      one.state === "withdrawn" ? null : button("ยกเลิกเอกสาร", () => withdraw(one)));
  }
  function draw({ agreed, findings, entries, others }) {
    const newest = new Map(entries.map((one) => [one.id, one]));
    const rows = entries.toReversed().map((one) => {
      const isLatest = newest.get(one.id) === one;
      const title = one.is_there && isLatest ? link(one.subject, `/d/${encoded(one.id)}/issue`) : one.subject;
      return h("tr", {},
        h("td", { "data-label": "เลขที่" }, `${one.named}${one.version > 1 ? ` ฉบับที่ ${thai(one.version)}` : ""}`),
        h("td", { "data-label": "เรื่อง" }, title, !one.is_there && isLatest ? lost(one, others) : null),
        h("td", { "data-label": "ผู้ลงนาม" }, one.signatory),
        h("td", { "data-label": "สถานะ" }, h("span", { class: `state ${LOOKS[one.state] ?? "issued"}` }, one.state_name), one.remark && ` ${one.remark}`));
    });
    const list = h("ul", { class: "findings" });
    listFindings(list, findings, { none: "" });
    fill(box,
      h("section", { class: "card" }, h("h2", {}, "ทะเบียน บันทึกเหตุการณ์ และไฟล์"),
        h("p", { class: agreed ? "good-news" : "" }, agreed ? "ตรงกันทุกรายการ" : "มีรายการที่ไม่ตรงกัน"), list,
        agreed ? null : button("กู้คืนทะเบียน", rebuild)),
      h("h2", {}, `เลขที่ออกแล้ว (${thai(entries.length)})`),
      rows.length ? h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "ทะเบียน", "data-pane": true }, h("table", { class: "stack" }, head(["เลขที่", "เรื่อง", "ผู้ลงนาม", "สถานะ"]), h("tbody", {}, rows))) : h("p", {}, "ยังไม่มีเอกสารที่ออกเลข"),
    );
  }
  async function told() {
    const answer = await ask("GET", "/api/journal");
    if (answer.status !== 200) return tell(journal, findingsOf(answer));
    const rows = answer.data.events.slice(0, 300).map((one) =>
      h("tr", {}, [["เมื่อ", when(one.at)], ["ทำอะไร", one.event_name], ["ไฟล์", one.path], ["ผู้ทำ", one.by ?? ""], ["หมายเหตุ", one.remark ?? ""]].map(([label, words]) => h("td", { "data-label": label }, words))));
    fill(journal, rows.length ? h("table", { class: "stack" }, head(["เมื่อ", "ทำอะไร", "ไฟล์", "ผู้ทำ", "หมายเหตุ"]), h("tbody", {}, rows)) : h("p", {}, "ยังไม่มีการออกเลข ลงนาม หรือเก็บหลักฐาน"));
  }

  fill(main, h("h1", {}, "ทะเบียนและบันทึกเหตุการณ์"), message, said, box, h("h2", {}, "บันทึกเหตุการณ์"), journal);
  draw(data);
  await told();
}

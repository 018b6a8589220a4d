// Long work: asked for, then watched; it goes on when the page is left, and is found again on coming back.
import { ask, findingsOf } from "./api.js";
import { button, h, say, thai } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { fileLinks, keepAddress } from "./see.js";

const POLL_MS = 250;
const SLOW_POLL_MS = 2000;
const MOST_SHOWN = 6;
const ENDED = ["done", "failed"];
const LOST = {
  severity: "error",
  code: "page",
  message: "โปรแกรมถูกปิดหรือเปิดใหม่ระหว่างที่ทำงานนี้ งานจึงหยุดกลางคัน",
  hint: "ไม่มีไฟล์ใดถูกเขียนค้างครึ่ง ๆ ไฟล์ที่ดีของครั้งก่อนยังอยู่ สั่งงานนี้อีกครั้งได้",
};

// Shows a job in a box until it ended; returns it as it ended.
export async function watch(box, job) {
  const bar = h("progress", { "aria-label": job.title, max: 1 });
  const words = h("p", { role: "status" }, `${job.title} ออกจากหน้านี้แล้วกลับมาดูได้`);
  box.hidden = false;
  box.replaceChildren(h("section", { class: "card" }, h("h2", {}, job.title), bar, words));
  box.scrollIntoView({ block: "nearest" });
  const seen = (now) => {
    if (now.id !== job.id) return;
    job = now;
    if (now.state === "waiting") words.textContent = `${now.said} ออกจากหน้านี้แล้วกลับมาดูได้`;
    if (!now.count) return;
    bar.max = now.count;
    bar.value = now.done;
    words.textContent = `ทำแล้ว ${thai(now.done)} จาก ${thai(now.count)} ออกจากหน้านี้แล้วกลับมาดูได้`;
  };
  const onEvent = (event) => seen(event.detail);
  document.addEventListener("docgen:job", onEvent);
  while (!ENDED.includes(job.state)) {
    const answer = await ask("GET", `/api/jobs/${job.id}`);
    if (answer.status === 200) seen(answer.data.job);
    if (answer.status === 401 || answer.status === 404) job = { ...job, state: "failed", said: "", findings: [LOST] };
    if (answer.status === 0) words.textContent = "ติดต่อโปรแกรมไม่ได้ กำลังลองใหม่";
    await new Promise((resolve) => setTimeout(resolve, answer.status === 0 ? SLOW_POLL_MS : POLL_MS));
  }
  document.removeEventListener("docgen:job", onEvent);
  remember(job);
  box.replaceChildren(ended(box, job));
  box.scrollIntoView({ block: "nearest" });
  say(isGood(job) ? `${job.title} เสร็จแล้ว` : `${job.title} ทำไม่สำเร็จ`);
  return job;
}

const isGood = (job) => job.state === "done" && !job.value?.has_errors;

// What came of a job: in words, the files that were made, what is to be looked at with its place.
function ended(box, job) {
  const grave = (job.findings ?? []).filter((one) => one.severity === "error");
  const others = (job.findings ?? []).filter((one) => one.severity !== "error");
  const list = h("ul", { class: "findings" });
  const more = h("ul", { class: "findings" });
  listFindings(list, grave, { none: "" });
  listFindings(more, others, { none: "" });
  const told = others.length > MOST_SHOWN ? h("details", {}, h("summary", {}, `ข้อสังเกต ${thai(others.length)} รายการ`), more) : more;
  const bag = job.verb === "archive" && job.value?.path ? h("p", {}, h("a", { href: keepAddress(`${job.value.path}.zip`) }, "เก็บชุดหลักฐาน (.zip) ลงเครื่อง")) : null;
  const files = (job.outputs ?? []).map((name) => h("li", {}, fileLinks(name)));
  const outputs = files.length > MOST_SHOWN ? h("details", {}, h("summary", {}, `ไฟล์ที่สร้าง ${thai(files.length)} ไฟล์`), h("ul", {}, files)) : h("ul", {}, files);
  const title = h("h2", { tabindex: -1 }, isGood(job) ? `${job.title}: เสร็จแล้ว` : `${job.title}: ${job.outputs?.length ? "ทำได้บางส่วน" : "ทำไม่สำเร็จ"}`);
  const away = button("ปิดผลนี้", () => box.replaceChildren(), { class: "plain", "aria-label": `ปิดผลของ ${job.title}` });
  return h("section", { class: "card" }, title, job.said && h("p", { class: isGood(job) ? "good-news" : "" }, job.said), bag, list, files.length ? outputs : null, told, h("div", { class: "row" }, away));
}

// Asks for long work and watches it; a refusal is told in the box.
export async function run(box, address, body) {
  const answer = await ask("POST", address, { body });
  if (answer.status !== 202) {
    const verb = address.split("/").at(-1);
    const under = answer.status === 409 ? await running(verb) : null;
    if (under) return watch(box, under);
    tell(box, findingsOf(answer));
    return null;
  }
  return watch(box, answer.data.job);
}

async function running(verb) {
  const answer = await ask("GET", "/api/jobs");
  return answer.status === 200 ? answer.data.jobs.find((job) => job.verb === verb && !ENDED.includes(job.state)) : null;
}

// What still runs from an earlier visit, or ended while nobody looked: told once.
export async function resume(box, verbs) {
  const answer = await ask("GET", "/api/jobs");
  const own = answer.status === 200 ? answer.data.jobs.filter((job) => verbs.includes(job.verb)) : [];
  const found = own.find((job) => !ENDED.includes(job.state)) ?? own.find((job) => !wasSeen(job));
  return found ? watch(box, found) : null;
}

// Each browser is told of an end once; what it does not keep (private windows) is told each time.
const key = (job) => `docgen:job:${job.id}`;
const wasSeen = (job) => {
  try {
    return sessionStorage.getItem(key(job)) !== null;
  } catch {
    return false;
  }
};
const remember = (job) => {
  try {
    sessionStorage.setItem(key(job), "seen");
  } catch {
    // told again next time
  }
};

export const fileAddress = keepAddress;

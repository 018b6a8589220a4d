// Long work: asked for, then watched; it goes on when the page is left, and is found again on coming back.
import { ask, findingsOf } from "./api.js";
import { h, say } from "./dom.js";
import { listFindings, tell } from "./findings.js";

const POLL_MS = 1000;
const ENDED = ["done", "failed"];

// Shows a job in a box until it ended; returns it as it ended.
export async function watch(box, job) {
  const bar = h("progress", { "aria-label": job.title, max: 1 });
  const words = h("p", { role: "status" }, job.title);
  box.replaceChildren(h("section", { class: "card" }, h("h2", {}, job.title), bar, words));
  const seen = (now) => {
    if (now.id !== job.id) return;
    job = now;
    if (now.count) {
      bar.max = now.count;
      bar.value = now.done;
      words.textContent = `ทำแล้ว ${now.done} จาก ${now.count}`;
    }
  };
  const onEvent = (event) => seen(event.detail);
  document.addEventListener("docgen:job", onEvent);
  while (!ENDED.includes(job.state)) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS / 4));
    const answer = await ask("GET", `/api/jobs/${job.id}`);
    if (answer.status === 200) seen(answer.data.job);
    if (answer.status === 404) break;
  }
  document.removeEventListener("docgen:job", onEvent);
  const isDone = job.state === "done";
  const list = h("ul", { class: "findings" });
  listFindings(list, job.findings ?? [], { none: "" });
  const outputs = (job.outputs ?? []).map((name) => h("li", {}, h("a", { href: fileAddress(name) }, name)));
  box.replaceChildren(
    h(
      "section",
      { class: "card" },
      h("h2", {}, isDone ? `${job.title}: เสร็จแล้ว` : `${job.title}: ทำไม่สำเร็จทั้งหมด`),
      h("p", { class: isDone ? "good-news" : "" }, job.said ?? ""),
      outputs.length ? h("ul", {}, outputs) : null,
      list,
    ),
  );
  say(isDone ? `${job.title} เสร็จแล้ว` : `${job.title} ทำไม่สำเร็จ`);
  return job;
}

// Asks for long work and watches it; a refusal is told in the box.
export async function run(box, address, body) {
  const answer = await ask("POST", address, { body });
  if (answer.status !== 202) {
    tell(box, findingsOf(answer));
    return null;
  }
  box.hidden = false;
  return watch(box, answer.data.job);
}

// What still runs from an earlier visit.
export async function resume(box, verbs) {
  const answer = await ask("GET", "/api/jobs");
  const running = answer.status === 200 && answer.data.jobs.find((job) => verbs.includes(job.verb) && !ENDED.includes(job.state));
  return running ? watch(box, running) : null;
}

export const fileAddress = (name) => `/files/${name.replace(/^output\//, "").split("/").map(encodeURIComponent).join("/")}?download=1`;

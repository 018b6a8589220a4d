// The one entry: draws the screen that the server names from the data that it was rendered with.
import { onConnection } from "./api.js";
import "./events.js";
import { goToDialog } from "./go.js";
import { showKept } from "./kept.js";

const main = document.querySelector("main[data-screen]");
const screens = {
  office: () => import("./screen-office.js"),
  new: () => import("./screen-new.js"),
  write: () => import("./screen-write.js"),
  report: () => import("./screen-report.js"),
  issue: () => import("./screen-issue.js"),
  sign: () => import("./screen-sign.js"),
  evidence: () => import("./screen-evidence.js"),
  settings: () => import("./screen-settings.js"),
};

onConnection((isConnected) => {
  const banner = document.getElementById("no-connection");
  if (banner) banner.hidden = isConnected;
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") {
    event.preventDefault();
    goToDialog();
  }
});

const load = main && screens[main.dataset.screen];
if (load) {
  const data = JSON.parse(document.getElementById("docgen-data").textContent);
  const nonce = document.querySelector('meta[name="docgen-nonce"]')?.content ?? "";
  const { show } = await load();
  await show(main, data, nonce);
  main.dataset.ready = "";
}
if (["office", "fault"].includes(main?.dataset.screen)) showKept(main);

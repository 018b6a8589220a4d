// The one entry: draws the screen that the server names from the data that it was rendered with.
import { onConnection } from "./api.js";
import "./events.js";
import { goToDialog } from "./go.js";
import { showKept } from "./kept.js";
import { guard } from "./roles.js";

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
  see: () => import("./screen-see.js"),
  register: () => import("./screen-register.js"),
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

// F6 goes to the next pane, with Shift to the one before; the screen of writing has panes of its own.
document.addEventListener("keydown", (event) => {
  if (event.code !== "F6" || event.defaultPrevented || main?.dataset.screen === "write") return;
  const panes = [...document.querySelectorAll("main [data-pane]")].filter((pane) => pane.offsetParent !== null);
  if (!panes.length || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const step = event.shiftKey ? panes.length - 1 : 1;
  panes[at < 0 ? 0 : (at + step) % panes.length].focus();
});

const load = main && screens[main.dataset.screen];
if (load) {
  const data = JSON.parse(document.getElementById("docgen-data").textContent);
  const nonce = document.querySelector('meta[name="docgen-nonce"]')?.content ?? "";
  const { show } = await load();
  await show(main, data, nonce);
  guard(main, data);
  main.dataset.ready = "";
}
if (["office", "fault"].includes(main?.dataset.screen)) showKept(main);

// One stream of events for a browser, however many tabs: the tab that holds the lock listens and tells the others
// (browsers allow six connections to a server: the seventh tab would hang).
import { ask, onConnection, setConnected } from "./api.js";

const AGAIN_MS = 2000;
const channel = new BroadcastChannel("docgen:events");

function share(event) {
  if (event.kind === "connection") setConnected(event.isThere);
  else document.dispatchEvent(new CustomEvent(`docgen:${event.kind}`, { detail: event }));
}
channel.onmessage = ({ data }) => share(data);
function tell(event) {
  share(event);
  channel.postMessage(event);
}

function follow() {
  const source = new EventSource("/api/events");
  source.onopen = () => tell({ kind: "connection", isThere: true });
  source.onerror = async () => {
    if (source.readyState !== EventSource.CLOSED) return tell({ kind: "connection", isThere: false });
    // The server answered, and refused (it was started anew: our session is of the one before). A browser gives up then.
    source.close();
    const answer = await ask("GET", "/api/jobs");
    tell({ kind: "connection", isThere: answer.status !== 0 });
    setTimeout(follow, AGAIN_MS);
  };
  // `hello`: the stream begins, perhaps again: what happened in between was not told.
  for (const kind of ["hello", "job", "changed"]) {
    source.addEventListener(kind, ({ data }) => tell({ kind, ...JSON.parse(data) }));
  }
}
// Whoever found the connection gone looks until it is back: nothing else may be asked for meanwhile.
async function lookAgain() {
  const answer = await ask("GET", "/api/jobs", { seconds: 10 });
  if (answer.status === 0) setTimeout(lookAgain, AGAIN_MS);
}
onConnection((isConnected) => isConnected || setTimeout(lookAgain, AGAIN_MS));
navigator.locks.request("docgen:events", () => new Promise(follow));

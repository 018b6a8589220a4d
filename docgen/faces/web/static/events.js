// One stream of events for a browser, however many tabs: the tab that holds the lock listens and tells the others
// (browsers allow six connections to a server: the seventh tab would hang).
import { ask, setConnected } from "./api.js";

const AGAIN_MS = 5000;
const channel = new BroadcastChannel("docgen:events");
const share = (event) => document.dispatchEvent(new CustomEvent(`docgen:${event.kind}`, { detail: event }));
channel.onmessage = ({ data }) => share(data);

function open() {
  const source = new EventSource("/api/events");
  source.onopen = () => setConnected(true);
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return setConnected(false);
    // Refused for good: the session ended (asking tells), or the server is another one now.
    ask("GET", "/api/jobs");
    setTimeout(open, AGAIN_MS);
  };
  for (const kind of ["job", "changed"]) {
    source.addEventListener(kind, ({ data }) => {
      const event = { kind, ...JSON.parse(data) };
      share(event);
      channel.postMessage(event);
    });
  }
}
navigator.locks.request("docgen:events", () => new Promise(open));

// One stream of events for a browser, however many tabs: the tab that holds the lock listens and tells the others
// (browsers allow six connections to a server: the seventh tab would hang).
import { setConnected } from "./api.js";

const channel = new BroadcastChannel("docgen:events");
const share = (event) => document.dispatchEvent(new CustomEvent(`docgen:${event.kind}`, { detail: event }));
channel.onmessage = ({ data }) => share(data);

function listen() {
  return new Promise(() => {
    const source = new EventSource("/api/events");
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    for (const kind of ["job", "changed"]) {
      source.addEventListener(kind, ({ data }) => {
        const event = { kind, ...JSON.parse(data) };
        share(event);
        channel.postMessage(event);
      });
    }
  });
}
navigator.locks.request("docgen:events", listen);

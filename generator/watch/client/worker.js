// One stream of news for all tabs: browsers allow a host six connections, and no more.
// A tab says which page it shows; what comes in is passed on to every tab.

const place = self.location.pathname.replace(/\/client\/worker\.js$/, "");
const tabs = new Map(); // port → path of the page
let lead = null; // the tab that was looked at last
let stream = "";

function send(message) {
  for (const port of tabs.keys()) port.postMessage({ ...message, isLead: port === lead });
}

function tellShown() {
  if (!stream) return;
  fetch(`${place}/shown`, {
    method: "POST",
    body: JSON.stringify({ stream, paths: [...tabs.values()] }),
  }).catch(() => {});
}

const source = new EventSource(`${place}/events`);
source.onmessage = (event) => {
  const message = JSON.parse(event.data);
  if (message.kind === "stream") {
    stream = message.name;
    tellShown();
  }
  send(message);
};
source.onerror = () => send({ kind: "lost" });

self.onconnect = (event) => {
  const port = event.ports[0];
  port.onmessage = ({ data }) => {
    if (data.kind === "gone") {
      tabs.delete(port);
    } else {
      tabs.set(port, data.path);
      lead = port;
      if (data.isNew && stream) port.postMessage({ kind: "stream", name: stream });
    }
    tellShown();
  };
};

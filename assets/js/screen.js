// The big screen of a live session: where the connection is lost it keeps what it shows, and says since when.

const line = document.querySelector("[data-lost]");
const since = document.querySelector("[data-lost-since]");
let lastHeard = new Date();

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) lastHeard = new Date();
  since.textContent = lastHeard.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  line.hidden = detail.successful;
});

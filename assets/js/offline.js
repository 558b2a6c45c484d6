// For who is signed in, on a computer of their own: the site can be installed, and says in plain words when there is
// no connection. The worker keeps that page and its style sheet, and nothing that anybody wrote.
const { worker } = document.body.dataset;
if (worker) navigator.serviceWorker?.register(worker, { updateViaCache: "none" }).catch(() => {});

// What is sent without a connection stays in its form, and the form says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (navigator.onLine || form.method !== "post" || form.matches("[data-sign-out]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const note = document.getElementById("no-connection");
  form.prepend(note);
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
  note.focus({ preventScroll: true });
}, true);

window.addEventListener("online", () => { document.getElementById("no-connection").hidden = true; });

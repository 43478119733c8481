// Keys on the approval queue: a approve, e edit, x discard. Typing in a field is left alone.
document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (readMail(event)) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
  const panel = target.closest("details[open]");
  const field = panel && panel.querySelector("textarea, input:not([type=hidden])");
  if (field) field.focus();
});

// In a list of mails j opens the next one and k the one before; the open one closes.
function readMail(event) {
  const mails = [...document.querySelectorAll("details[data-mail]")];
  if (!mails.length || !["j", "k"].includes(event.key)) return false;
  const at = mails.findIndex((mail) => mail.open);
  const next = mails[event.key === "j" ? at + 1 : at - 1];
  if (!next) return false;
  event.preventDefault();
  if (at >= 0) mails[at].open = false;
  next.open = true;
  next.querySelector("summary").focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

// A second click on the same button sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".p-form")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});

// A page restored from the browser's history may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll(".p-form[data-sent]").forEach((form) => delete form.dataset.sent);
});

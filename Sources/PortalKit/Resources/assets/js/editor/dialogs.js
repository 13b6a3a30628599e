// The editor's dialogs: native ones, so that the browser keeps the focus inside and Escape closes them.

// Shows a dialog of the field's template and waits for what was entered; null when it was closed without.
// `check` says what is wrong: [name of the field, words], or nothing.
export function ask(dialog, values, check = () => null) {
  const form = dialog.querySelector("form");
  form.reset();
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
  clearErrors(form);
  dialog.showModal();
  return new Promise(resolve => {
    const listening = new AbortController();
    const end = answer => {
      listening.abort();
      resolve(answer);
    };
    form.addEventListener("submit", event => {
      event.preventDefault();
      const action = event.submitter?.value ?? "ok";
      const answer = Object.fromEntries(new FormData(form));
      const fault = action === "ok" ? check(answer, form) : null;
      if (fault) return show(form, ...fault);
      dialog.close();
      end(action ? { action, ...answer } : null);
    }, { signal: listening.signal });
    whenLeft(dialog, () => end(null), listening.signal);
  });
}

// Tells at once that a dialog was left, also by Escape: the browser says only later that it has closed, and letters typed
// meanwhile must find their place.
export function whenLeft(dialog, leave, signal) {
  dialog.addEventListener("cancel", event => {
    if (event.target !== dialog) return;
    event.preventDefault();
    dialog.close();
    leave();
  }, { signal });
  dialog.addEventListener("close", () => { if (!dialog.open) leave(); }, { signal });
}

export function clearErrors(form) {
  for (const error of form.querySelectorAll(".error")) error.hidden = true;
  for (const field of form.elements) field.removeAttribute("aria-invalid");
}

// Says what is wrong with a field of a dialog, and leads there.
export function show(form, name, words) {
  clearErrors(form);
  const error = form.querySelector(`[data-error="${name}"]`);
  error.textContent = words;
  error.hidden = false;
  form.elements[name].setAttribute("aria-invalid", "true");
  form.elements[name].focus();
}

// An address as a person types it, made whole; null when it is none.
export function linkAddress(typed) {
  const text = typed.trim();
  if (/^(https?:\/\/|mailto:|tel:)\S+$/i.test(text) || /^(\/(?!\/)|#)\S*$/.test(text)) return text;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u.test(text)) return `https://${text}`;
  return null;
}

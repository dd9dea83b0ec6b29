// Every page works without this. It makes five things smoother, and nothing depends on it.

// 1. Whoever sent a form with errors is taken to the list of them.
document.querySelector<HTMLElement>(".oops")?.focus();

// 2. How many characters are left. The count is of what the server counts: code points.
for (const area of document.querySelectorAll<HTMLTextAreaElement>("[data-left]")) {
  const out = document.getElementById(area.dataset.left ?? "");
  if (!out) continue;
  const max = Number(out.dataset.max);
  const show = () => {
    out.textContent = (out.dataset.text ?? "").replace("#", String(max - [...area.value].length));
  };
  // A screen reader is told when the writer rests, not at every key.
  let rest = 0;
  area.addEventListener("input", () => {
    clearTimeout(rest);
    rest = window.setTimeout(show, 400);
  });
  show();
}

// 3. A form is sent once, also by a double press. Coming back by the browser's own button frees it.
for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}

// 4. The share link can be copied where the browser allows it: only then is there a button for it.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.done ?? label;
    window.setTimeout(() => {
      button.textContent = label;
    }, 4000);
  });
}

// 5. An open survey's first form proves some work, so that a machine that sends thousands pays for
// it. Without this script the form is sent as it is and a stricter limit stands in.
const hex = (hash: ArrayBuffer) =>
  [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function prove(address: string): Promise<string> {
  const { maxnumber, ...asked } = await (await fetch(address)).json();
  for (let number = 0; number <= maxnumber; number++) {
    const text = new TextEncoder().encode(asked.salt + number);
    if (hex(await crypto.subtle.digest("SHA-256", text)) === asked.challenge) {
      return btoa(JSON.stringify({ ...asked, number }));
    }
  }
  return "";
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-challenge]")) {
  const field = form.querySelector<HTMLInputElement>("input[name=proof]");
  if (!field || !crypto.subtle) continue;
  const proven = prove(form.dataset.challenge ?? "").catch(() => "");
  let ready = false;
  form.addEventListener("submit", (event) => {
    if (ready) return;
    event.preventDefault();
    proven.then((proof) => {
      ready = true;
      field.value = proof;
      form.submit();
    });
  });
}

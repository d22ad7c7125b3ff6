const SHOWN_FOR = 1600; // milliseconds that the confirmation replaces the label

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  // Plain http from another machine has no clipboard interface; the old command still works there.
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copy refused");
}

export default function (component) {
  const { data, parentElement } = component;
  const button = parentElement.querySelector("button");
  const label = parentElement.querySelector(".label");
  const said = parentElement.querySelector(".said");
  label.textContent = data.label;
  button.style.minWidth = "";
  button.onclick = async () => {
    button.style.minWidth = `${button.offsetWidth}px`;
    let answer = "Copied";
    try {
      await copy(data.text);
    } catch {
      answer = "Not allowed here";
    }
    label.textContent = answer;
    said.textContent = answer;
    button.focus();
    setTimeout(() => {
      label.textContent = data.label;
      said.textContent = "";
    }, SHOWN_FOR);
  };
}

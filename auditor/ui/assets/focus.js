// Moves the keyboard focus to the first field of a form that was asked for, and brings it into view: once each time.
let seen = "";

export default function (component) {
  const { data } = component;
  if (data.asked === seen) return;
  seen = data.asked;
  let tries = 40;
  const enter = () => {
    const field = document.querySelector(`.st-key-${data.key} :is(input, textarea:not([disabled]))`);
    if (!field) {
      if (tries-- > 0) setTimeout(enter, 25);
      return;
    }
    field.focus({ preventScroll: true });
    field.closest('[data-testid="stForm"]').scrollIntoView({ block: "nearest" });
  };
  enter();
}

// Brings a new audit into view and moves the keyboard focus to its verdict: once for each submitted posting.
let seen = 0;

export default function (component) {
  const { data } = component;
  if (data.arrival <= seen) return;
  seen = data.arrival;
  let tries = 40;
  const arrive = () => {
    const verdict = document.querySelector(`.pa-verdict[data-arrival="${data.arrival}"]`);
    if (!verdict) {
      if (tries-- > 0) setTimeout(arrive, 25);
      return;
    }
    verdict.focus({ preventScroll: true });
    const main = verdict.closest('[data-testid="stMain"]');
    if (main) main.scrollTop = 0;
  };
  arrive();
}

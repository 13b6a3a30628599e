// Does the little work that a form which anybody may send asks for, so that nobody has to answer a question.
// Without this file, or when it fails, the question stays.

const K = new Uint32Array(64);
const START = new Uint32Array(8);
{
  // The constants of SHA-256 are the fractions of the roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3).
  const fraction = x => ((x - Math.floor(x)) * 4294967296) | 0;
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(n));
    K[found++] = fraction(Math.cbrt(n));
  }
}

const W = new Uint32Array(64);

// The first word of SHA-256 of a text of at most 55 ASCII letters.
function firstWord(text) {
  W.fill(0, 0, 16);
  const length = text.length;
  for (let i = 0; i < length; i++) W[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
  W[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
  W[15] = length * 8;
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  return (a + START[0]) >>> 0;
}

// Some milliseconds at a time, so that typing is not held up.
function solve(nonce, bits) {
  return new Promise(resolve => {
    let number = 0;
    const step = () => {
      const end = performance.now() + 12;
      while (performance.now() < end) {
        for (let i = 0; i < 200; i++, number++) {
          if (firstWord(`${nonce}:${number}`) >>> (32 - bits) === 0) return resolve(String(number));
        }
      }
      setTimeout(step, 4);
    };
    step();
  });
}

function prepare(box) {
  const question = box.querySelector("[data-intake-question]");
  if (!question) return;
  const form = box.closest("form");
  const status = box.querySelector("[data-intake-status]");
  question.hidden = true;
  let solved = false;
  let waiting = null;
  form.addEventListener("submit", event => {
    if (solved) return;
    event.preventDefault();
    waiting = { button: event.submitter };
    status.textContent = status.dataset.working;
  });
  solve(box.dataset.nonce, Number(box.dataset.bits)).then(solution => {
    box.querySelector("[data-intake-solution]").value = solution;
    solved = true;
    status.textContent = "";
    if (waiting) form.requestSubmit(waiting.button);
  });
}

for (const box of document.querySelectorAll("[data-intake]")) prepare(box);

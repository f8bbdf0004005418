// What a misspelt word may have meant.

/** `; is X meant?`, or nothing. */
export function closest(word, known) {
  const close = known.find((each) => each.toLowerCase() === word.toLowerCase() || distance(each, word) <= 2);
  return close ? `; is ${close} meant?` : '';
}

function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

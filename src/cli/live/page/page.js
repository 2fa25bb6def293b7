// The script of the page. It runs in the browser as it stands here: no build, no module, no package. `npm run lint` checks its
// types. Texts become text nodes only, because names in them can come from any file.
// @ts-check

/** @typedef {import('../live-update.ts').LiveUpdate} LiveUpdate */
/** @typedef {import('../live-update.ts').LiveStep} LiveStep */

/** How long the page tries to reach a command that does not answer. */
const millisecondsUntilLost = 10_000;
const stateTexts = {
  running: 'Running for',
  stopping: 'Stopping after',
  done: 'Finished in',
  interrupted: 'Interrupted after',
  failed: 'Failed after',
};
const outcomeTitles = { done: 'Result', interrupted: 'Interrupted', failed: 'Failed' };

/** @type {Map<number, { readonly row: HTMLTableRowElement, step: LiveStep }>} */
const rows = new Map();
const events = new EventSource('events');
/** @type {number | undefined} */
let silentSince;

events.onmessage = ({ data }) => {
  silentSince = undefined;
  show(JSON.parse(data));
};

events.onerror = () => {
  silentSince ??= performance.now();
  const isLost = events.readyState === EventSource.CLOSED || performance.now() - silentSince > millisecondsUntilLost;
  if (isLost) events.close();
  const text = isLost
    ? 'bulkgen no longer answers. Its terminal may say why.'
    : 'No answer from bulkgen. Trying again …';
  byId('state').dataset['state'] = 'lost';
  setText(byId('state-text'), text);
  setText(byId('clock'), '');
  if (isLost) announce(text);
};

/** @param {LiveUpdate} update */
function show(update) {
  if (update.replaces) {
    rows.clear();
    byId('steps').replaceChildren();
  }
  setText(byId('title'), update.title);
  byId('state').dataset['state'] = update.state;
  setText(byId('state-text'), stateTexts[update.state]);
  setText(byId('clock'), update.clock);
  for (const step of update.steps) showStep(step, !update.replaces);
  dropRows(update.dropped);
  if (update.notes) showNotes(update.notes);
  showText('result', update.result);
  showText('error', update.error);
  const running = [...rows.values()].findLast(({ step }) => step.state === 'running')?.step;
  const hasEnded = update.state !== 'running' && update.state !== 'stopping';
  const place = hasEnded ? update.state : running ? `${running.place} ${percentOf(running)}`.trim() : '';
  document.title = place === '' ? update.title : `${place} · ${update.title}`;
  if (hasEnded) showEnd(update);
}

/** @param {LiveUpdate} update */
function showEnd({ state, clock, result, error }) {
  events.close(); // else the browser asks again and again for a command that has ended
  if (state === 'running' || state === 'stopping') return;
  setText(byId('outcome-title'), outcomeTitles[state]);
  byId('outcome').hidden = result === undefined && error === undefined;
  setText(byId('clock'), `${clock}. The command has ended, and this page no longer changes.`);
  announce(`${stateTexts[state]} ${clock}`);
}

/** @param {LiveStep} step @param {boolean} isNews */
function showStep(step, isNews) {
  const before = rows.get(step.id)?.step;
  const row = rows.get(step.id)?.row ?? addRow();
  rows.set(step.id, { row, step });
  row.dataset['state'] = step.state;
  setText(within(row, '.place'), step.place);
  setText(within(row, '.message'), step.message);
  setText(within(row, '.percent'), percentOf(step));
  setText(within(row, '.count'), step.count);
  setText(within(row, '.rate-text'), step.rate);
  setText(within(row, '.clock'), step.clock);
  setText(within(row, '.left'), step.left);
  showBar(row, step);
  showCurve(row, step);
  showList(within(row, '.load'), step.load);
  if (isNews && before?.state !== step.state) {
    announce(step.state === 'running' ? `${step.place} ${step.message}` : `${step.message}: ${step.state}`);
  }
}

function addRow() {
  const template = /** @type {HTMLTemplateElement} */ (byId('step'));
  const row = /** @type {HTMLTableRowElement} */ (template.content.firstElementChild?.cloneNode(true));
  byId('steps').append(row);
  return row;
}

/** @param {LiveStep} step */
function percentOf({ state, percent }) {
  return state === 'running' && percent !== undefined ? `${percent} %` : state;
}

/** @param {Element} row @param {LiveStep} step */
function showBar(row, { state, percent, message }) {
  const bar = /** @type {HTMLProgressElement} */ (within(row, 'progress'));
  const value = state === 'done' ? 100 : percent;
  bar.ariaLabel = message;
  bar.hidden = value === undefined;
  if (value !== undefined) bar.value = value;
}

/** @param {Element} row @param {LiveStep} step */
function showCurve(row, { curve, peak, rate }) {
  const svg = within(row, 'svg');
  svg.toggleAttribute('hidden', curve.length < 3);
  if (curve.length < 3) return;
  const end = curve.at(-1)?.[0] ?? 1;
  const highest = Math.max(...curve.map(([, value]) => value));
  const points = curve.map(([seconds, value]) => {
    const [x, y] = [(seconds / end) * 120, 27 - (value / highest) * 26];
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const first = curve[0]?.[0] ?? 0;
  within(row, 'polyline').setAttribute('points', points.join(' '));
  within(row, 'polygon').setAttribute('points', `${((first / end) * 120).toFixed(1)},28 ${points.join(' ')} 120,28`);
  const numbers = [rate && `now ${rate}`, peak && `at most ${peak}`].filter(Boolean).join(', ');
  setText(within(svg, 'title'), `Rate over time${numbers && `: ${numbers}`}`);
}

/** @param {number} count */
function dropRows(count) {
  for (const [id, { row }] of rows) {
    if (id > count) break;
    row.remove();
    rows.delete(id);
  }
  byId('dropped').hidden = count === 0;
  setText(byId('dropped'), `The first ${count} steps are no longer shown.`);
}

/** @param {readonly string[]} notes */
function showNotes(notes) {
  byId('notes').hidden = notes.length === 0;
  showList(byId('note-list'), notes);
}

/** @param {Element} list @param {readonly string[]} texts */
function showList(list, texts) {
  if (texts.length === list.children.length && texts.every((text, at) => list.children[at]?.textContent === text))
    return;
  const items = texts.map((text) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  });
  list.replaceChildren(...items);
}

/** @param {string} id @param {string | undefined} text */
function showText(id, text) {
  byId(id).hidden = text === undefined;
  setText(byId(id), text ?? '');
}

/** Readers of the screen hear it when they are done with what they say. @param {string} text */
function announce(text) {
  setText(byId('announcement'), text);
}

/** Leaves a node alone that has the text already, so that a selection in it stays. @param {Element} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {Element} element @param {string} selector */
function within(element, selector) {
  return /** @type {Element} */ (element.querySelector(selector));
}

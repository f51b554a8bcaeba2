// The report on paper: its size, how many pages it takes, and that no row and no card is cut in two.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { REPORTS, open, unfold, withBrowser } from './support.mjs';

/** What must not be cut. */
const WHOLE = 'tbody tr, .finding, .moves li, .seats > li, .facts > div, .worst-risks li, .gap, .checklist li, .asked li';
/** In points. */
const PAPER = { A4: [595, 842], Letter: [612, 792] };
/** The fewest and the most pages: a thin proposal takes six at the most, the strongest twelve. */
const LENGTH = {
  thin: [2, 6], middling: [2, 6], strong: [2, 12], detail: [9, 30], many: [20, 60], hostile: [2, 8], cover: [3, 8],
};

/** The texts of the pages of a printed report. */
async function printed(page, format, read) {
  const folder = mkdtempSync(join(tmpdir(), 'quorate-paper-'));
  const path = join(folder, 'report.pdf');
  try {
    await page.pdf({ path, format });
    return read(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pages(path) {
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text.split('\f').slice(0, -1);
}

function sizes(path) {
  const text = execFileSync('pdfinfo', ['-l', '9999', path], { encoding: 'utf8' });
  return [...text.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map((m) => [Math.round(m[1]), Math.round(m[2])]);
}

/** Puts a mark at the beginning and at the end of everything that must not be cut, and one into each head of a table. */
function mark(whole) {
  const put = (element, text, first) => {
    const sign = document.createElement('span');
    sign.textContent = ` ${text} `;
    sign.style.cssText = 'font:6px monospace; white-space:nowrap';
    element[first ? 'prepend' : 'append'](sign);
  };
  const things = [...document.querySelectorAll(whole)].filter((thing) => thing.checkVisibility());
  things.forEach((thing, number) => {
    const row = thing.matches('tr');
    // A picture holds no text that could be found again.
    put(row ? thing.cells[0] : thing.firstElementChild, `qa${number}z`, true);
    put(row ? thing.cells[thing.cells.length - 1] : thing.lastElementChild, `qb${number}z`, false);
  });
  document.querySelectorAll('.criteria thead').forEach((head) => put(head.rows[0].cells[0], 'qheadz', true));
  return {
    number: things.length,
    criteria: things.flatMap((thing, number) => (thing.matches('.criteria tbody tr') ? [number] : [])),
  };
}

for (const name of REPORTS) {
  for (const format of Object.keys(PAPER)) {
    test(`${name} on ${format}: the right size, a sensible number of pages, nothing cut, heads repeated`, () => withBrowser(async (browser) => {
      const { page } = await open(browser, name);
      const sheets = await printed(page, format, sizes);
      for (const [number, size] of sheets.entries()) {
        assert.ok(Math.abs(size[0] - PAPER[format][0]) <= 1 && Math.abs(size[1] - PAPER[format][1]) <= 1, `page ${number + 1}: ${size}`);
      }
      const [fewest, most] = LENGTH[name];
      assert.ok(sheets.length >= fewest && sheets.length <= most, `${sheets.length} pages`);

      const { number, criteria } = await page.evaluate(mark, WHOLE);
      const texts = await printed(page, format, pages);
      const on = (sign) => texts.findIndex((text) => text.includes(sign));
      const cut = [];
      for (let thing = 0; thing < number; thing += 1) {
        const [begins, ends] = [on(`qa${thing}z`), on(`qb${thing}z`)];
        if (begins < 0 || begins !== ends) cut.push({ thing, begins, ends });
      }
      assert.ok(number > (name === 'detail' ? 80 : 2), 'there are rows and cards to look at');
      assert.deepEqual(cut, []);
      const headless = criteria.map((row) => on(`qa${row}z`)).filter((at) => !texts[at].includes('qheadz'));
      assert.deepEqual(headless, []);
    }));
  }
}

test('what is folded prints as a line, and what is not in full', () => withBrowser(async (browser) => {
  const text = async (name) => {
    const { page } = await open(browser, name);
    return (await printed(page, 'A4', pages)).join('\n');
  };
  const [folded, whole] = [await text('middling'), await text('detail')];
  for (const line of ['Risks and tensions', 'Criteria', 'Sources', 'Folded here']) assert.ok(folded.includes(line), line);
  for (const inside of ['Why it matters', 'Drawn from', 'Write it as', 'Each criterion']) {
    assert.ok(!folded.includes(inside) && whole.includes(inside), inside);
  }
  assert.ok(!whole.includes('Folded here'));
}));

test('each of many proposals begins on a page of its own', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'many');
  const starts = await page.evaluate(() => {
    const titles = [...document.querySelectorAll('.proposal h2')];
    titles.forEach((title, number) => { title.textContent = `qstart${number}z`; });
    return titles.length;
  });
  const texts = await printed(page, 'A4', pages);
  assert.ok(starts > 5);
  for (let number = 0; number < starts; number += 1) {
    const text = texts.find((sheet) => sheet.includes(`qstart${number}z`));
    assert.ok(text.trimStart().startsWith(`qstart${number}z`), `proposal ${number + 1}`);
  }
}));

test('a cover has the first page for itself', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'cover');
  const [first, second] = await printed(page, 'Letter', pages);
  assert.ok(first.includes('Before the compact is signed') && !first.includes('Verdict'));
  assert.ok(second.includes('Lake Hjelm Compact') && second.includes('Verdict'));
}));

test('paper is white, whatever the screen is', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'thin', { colorScheme: 'dark' });
  await unfold(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const grounds = await page.evaluate(() => {
    const light = (colour) => {
      const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
      return alpha === 0 || Math.min(red, green, blue) > 230;
    };
    // The signs of severity are small and mean to be dark.
    const all = [...document.querySelectorAll('html, body, body *')].filter((element) => !element.closest('svg'));
    return all.map((element) => getComputedStyle(element).backgroundColor).filter((colour) => !light(colour));
  });
  assert.deepEqual(grounds, []);
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  assert.equal(ink, 'rgb(0, 0, 0)');
}));

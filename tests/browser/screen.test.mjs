// The report on a screen: what it does, how wide it is, where its links lead, and whether everybody can use it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { FOLDER, PAGES, REPORTS, objections, open, sticksOut, unfold, withBrowser } from './support.mjs';

for (const name of PAGES) {
  test(`${name}: nothing is fetched, nothing runs, nobody complains`, () => withBrowser(async (browser) => {
    const { page, seen, address } = await open(browser, name);
    await page.waitForTimeout(300);
    assert.deepEqual(seen.requests.filter((url) => url !== address && !url.startsWith('data:')), []);
    assert.deepEqual(seen.complaints, []);
    assert.deepEqual(seen.dialogs, []);
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      handlers: [...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((a) => a.startsWith('on')),
      foreign: document.querySelectorAll('script, iframe, object, embed, form, base, link, video, meta[http-equiv=refresh]').length,
      pictures: [...document.images].map((image) => image.src.slice(0, 5)),
      broken: [...document.images].filter((image) => image.naturalWidth === 0).length,
    }));
    const pictures = name === 'cover' ? ['data:'] : [];
    assert.deepEqual(found, { scripts: 0, handlers: [], foreign: 0, pictures, broken: 0 });
  }));

  for (const width of [375, 768, 1280]) {
    test(`${name}: nothing sticks out of a page ${width} wide, folded or not`, () => withBrowser(async (browser) => {
      const { page } = await open(browser, name, { viewport: { width, height: 900 } });
      assert.deepEqual(await sticksOut(page), { overflow: 0, outside: [] });
      await unfold(page);
      assert.deepEqual(await sticksOut(page), { overflow: 0, outside: [] });
    }));
  }

  test(`${name}: every link has its target, and every name is given once`, () => withBrowser(async (browser) => {
    const { page, address } = await open(browser, name);
    const { twice, links } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
      return { twice, links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href')) };
    });
    const targets = (file) => [...readFileSync(file, 'utf8').matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    const known = new Map();
    const lost = links.filter((href) => {
      const url = new URL(href, address);
      const file = fileURLToPath(Object.assign(new URL(url), { hash: '' }));
      if (!existsSync(file)) return true;
      if (!known.has(file)) known.set(file, targets(file));
      return url.hash !== '' && !known.get(file).includes(decodeURIComponent(url.hash.slice(1)));
    });
    assert.deepEqual({ twice, lost }, { twice: [], lost: [] });
    assert.ok(links.length > 1);
  }));

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 375]) {
      test(`${name}: axe objects to nothing in ${colorScheme} at ${width}`, () => withBrowser(async (browser) => {
        const { page } = await open(browser, name, { colorScheme, viewport: { width, height: 900 } });
        await unfold(page);
        assert.deepEqual(await objections(page), []);
      }));
    }
  }
}

for (const name of REPORTS) {
  test(`${name}: it can be read where scripts are off`, () => withBrowser(async (browser) => {
    const { page } = await open(browser, name, { javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    for (const heading of ['Contents', 'Verdict', 'The worst risks', 'Sectors at the table', 'Questions that settle most', 'In full', 'How to read this report']) {
      assert.ok(text.includes(heading), heading);
    }
  }));
}

test('the first screen says what it is, the verdict, why, and what to do first', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'thin');
  const below = await page.evaluate(() => ['h2', '.summary', '.verdict h3', '.because', '.first']
    .filter((part) => document.querySelector(part).getBoundingClientRect().bottom > innerHeight));
  assert.deepEqual(below, []);
}));

test('a link to something folded unfolds it', () => withBrowser(async (browser) => {
  const { page, address } = await open(browser, 'thin');
  const id = await page.evaluate(() => document.querySelector('.finding').id);
  const seen = () => page.evaluate((name) => document.getElementById(name).checkVisibility(), id);
  assert.equal(await seen(), false);
  await page.goto(`${address}#${id}`);
  assert.equal(await seen(), true);
}));

test('what is folded opens by the keyboard', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'thin');
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.querySelector('details').open), true);
}));

test('from the index of a folder one gets to a proposal and back', () => withBrowser(async (browser) => {
  const { page } = await open(browser, FOLDER[0]);
  await page.getByRole('link', { name: 'Lift to the Hospital' }).click();
  assert.match(await page.locator('h2[id="p-title"]').innerText(), /Lift to the Hospital/);
  await page.getByRole('link', { name: 'All proposals' }).click();
  assert.match(await page.locator('#comparison h2').innerText(), /side by side/);
}));

test('dark is dark and light is light', () => withBrowser(async (browser) => {
  const lightness = async (colorScheme) => {
    const { page } = await open(browser, 'thin', { colorScheme });
    const colour = await page.evaluate(() => getComputedStyle(document.querySelector('.sheet.proposal')).backgroundColor);
    return Number(colour.match(/\d+/)[0]);
  };
  assert.ok(await lightness('light') > 240);
  assert.ok(await lightness('dark') < 40);
}));

test('the first key leads past the contents, and the place of the focus can be seen', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'thin');
  await page.keyboard.press('Tab');
  const focus = await page.evaluate(() => {
    const { left, width } = document.activeElement.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return { href: document.activeElement.getAttribute('href'), seen: left >= 0 && width > 0, outlineStyle, outlineWidth };
  });
  assert.deepEqual(focus, { href: '#main', seen: true, outlineStyle: 'solid', outlineWidth: '3px' });
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
}));

test('hostile text stays to be read, as text', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'hostile');
  assert.match(await page.title(), /^<script>document\.title='ran'<\/script>/);
  const heading = await page.locator('.proposal h2').innerText();
  assert.match(heading, /^<script>document\.title='ran'<\/script>/);
  assert.match(await page.locator('body').innerText(), /<iframe src=\/\/example\.invalid>/);
}));

// The report on a screen: what it does, how wide it is, where its links lead, and whether everybody can use it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PAGES, objections, open, sticksOut, withBrowser } from './support.mjs';

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
    test(`${name}: nothing sticks out of a page ${width} wide`, () => withBrowser(async (browser) => {
      const { page } = await open(browser, name, { viewport: { width, height: 900 } });
      assert.deepEqual(await sticksOut(page), { overflow: 0, outside: [] });
    }));
  }

  test(`${name}: every link has its target, and every name is given once`, () => withBrowser(async (browser) => {
    const { page } = await open(browser, name);
    const wrong = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
      const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));
      const lost = links.filter((href) => !href.startsWith('#') || !document.getElementById(decodeURIComponent(href.slice(1))));
      return { twice, lost, links: links.length > 30 };
    });
    assert.deepEqual(wrong, { twice: [], lost: [], links: true });
  }));

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 375]) {
      test(`${name}: axe objects to nothing in ${colorScheme} at ${width}`, () => withBrowser(async (browser) => {
        const { page } = await open(browser, name, { colorScheme, viewport: { width, height: 900 } });
        assert.deepEqual(await objections(page), []);
      }));
    }
  }

  test(`${name}: it can be read where scripts are off`, () => withBrowser(async (browser) => {
    const { page } = await open(browser, name, { javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    for (const heading of ['Contents', 'Verdict', 'Sectors at the table', 'Dimensions', 'Risks', 'Criteria', 'How to read this report']) {
      assert.ok(text.includes(heading), heading);
    }
  }));
}

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
  const heading = await page.locator('h2[id="p1-title"]').innerText();
  assert.match(heading, /<img src=x onerror=alert\(1\)>.*\\u\{202e\}txt\.exe/);
  assert.match(await page.locator('body').innerText(), /<iframe src=\/\/example\.invalid>/);
}));

// The comparison of two versions on a screen: the same claims as of the report.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { objections, open, sticksOut, unfold, withBrowser } from './support.mjs';

const PAGES = ['moved', 'moved-hostile', 'moved-nothing'];

for (const name of PAGES) {
  test(`${name}: nothing is fetched, nothing runs, nobody complains`, () => withBrowser(async (browser) => {
    const { page, seen, address } = await open(browser, name);
    await page.waitForTimeout(300);
    assert.deepEqual(seen, { requests: [address], complaints: [], dialogs: [] });
    assert.equal(await page.evaluate(() => document.querySelectorAll('script, iframe, object, img, form, link').length), 0);
  }));

  for (const width of [375, 1280]) {
    test(`${name}: nothing sticks out of a page ${width} wide`, () => withBrowser(async (browser) => {
      const { page } = await open(browser, name, { viewport: { width, height: 900 } });
      await unfold(page);
      assert.deepEqual(await sticksOut(page), { overflow: 0, outside: [] });
    }));

    for (const colorScheme of ['light', 'dark']) {
      test(`${name}: axe objects to nothing in ${colorScheme} at ${width}`, () => withBrowser(async (browser) => {
        const { page } = await open(browser, name, { colorScheme, viewport: { width, height: 900 } });
        await unfold(page);
        assert.deepEqual(await objections(page), []);
      }));
    }
  }
}

test('where nothing moved the page says so', () => withBrowser(async (browser) => {
  const { page } = await open(browser, 'moved-nothing', { javaScriptEnabled: false });
  assert.match(await page.locator('main').innerText(), /Nothing moved/);
}));

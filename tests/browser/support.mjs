// A browser, and the pages that `.ci/browser` has made.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.env.TOOLS, 'package.json'));
const { chromium } = require('playwright-core');

/** Reports in one file. */
export const REPORTS = ['thin', 'middling', 'strong', 'detail', 'many', 'hostile', 'cover'];
/** Pages of a report that is a folder. */
export const FOLDER = ['folder/index', 'folder/examples-first-idea', 'folder/method'];
export const PAGES = [...REPORTS, ...FOLDER];
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Runs `use` with a browser, on a profile of its own that goes away with it. */
export async function withBrowser(use) {
  const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: FLAGS, headless: true });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Opens a page, and writes down everything that it does beyond being read. */
export async function open(browser, name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], complaints: [], dialogs: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  page.on('dialog', (dialog) => { seen.dialogs.push(dialog.message()); return dialog.dismiss(); });
  const address = pathToFileURL(join(process.env.PAGES, `${name}.html`)).href;
  await page.goto(address);
  return { context, page, seen, address };
}

/** Unfolds all that is folded. */
export function unfold(page) {
  return page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe objects to. */
export async function objections(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const found = await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 150)).join(' | ')}`);
  }, RULES);
}

/** By how much the page is wider than the window, and what sticks out of it. */
export function sticksOut(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const apart = (element) => element.closest('.skip') || element.closest('.defs');
    const sticks = (element) => element.getBoundingClientRect().right > room + 1 && !apart(element);
    const outside = [...document.body.querySelectorAll('*')].filter(sticks).slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
    return { overflow: document.documentElement.scrollWidth - room, outside };
  });
}

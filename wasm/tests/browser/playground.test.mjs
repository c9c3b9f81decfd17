// The playground, end to end: opened as a file, without a server or a network.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test, { after, before } from "node:test";
import { root } from "../testdata.mjs";
import { launch } from "./chromium.mjs";

const page = join(root, "target/playground/index.html");
const shots = join(root, "target/playground/screenshots");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const read = (path) => JSON.parse(readFileSync(join(root, "examples/playground", path), "utf8"));
const languages = ["en", "kk", "ru", "tg", "fa"];
const threat = "I know where you live. I will kill you.";

let browser;
before(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launch();
});
after(() => browser.close());

/** Opens the page in a profile of its own; whatever goes wrong or out is noted. */
async function open(options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 900, height: 1000 }, ...options });
  const tab = await context.newPage();
  const noted = { errors: [], requests: [] };
  tab.on("pageerror", (error) => noted.errors.push(String(error)));
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && noted.errors.push(message.text()));
  await context.setOffline(true);
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForFunction(() => document.documentElement.dataset.ready);
  tab.on("request", (request) => noted.requests.push(request.url()));
  return { tab, noted, close: () => context.close() };
}

const marked = (tab) => tab.locator("#marks mark").allTextContents();

test("what is typed is marked, explained and weighed as it is typed, and nothing leaves the page", async () => {
  const { tab, noted, close } = await open();
  const field = tab.getByLabel("The message");
  await field.pressSequentially("I know where you live. I will kill");
  const before = await marked(tab);
  await field.pressSequentially(" you.");
  assert.notDeepEqual(await marked(tab), before);
  assert.match((await marked(tab)).join(" "), /kill you/);
  assert.match(await tab.locator("#verdict").textContent(), /The words are like those of a known technique.*A next step:/s);
  assert.ok((await tab.locator(".findings li").count()) >= 1);
  assert.ok((await tab.locator(".findings .bar").first().boundingBox()).width > 50);
  assert.match(await tab.locator(".findings .weight").first().textContent(), /Weight: (weak|clear|strong)/);
  // Words, never numbers; of the message, never of a person.
  assert.doesNotMatch(await tab.locator("#report, #verdict").allTextContents().then((all) => all.join()), /\d|extremis/i);
  await field.fill("Good morning, how are you?");
  assert.deepEqual(await marked(tab), []);
  assert.match(await tab.locator("#verdict").textContent(), /Nothing that is listed was found/);
  assert.deepEqual(noted, { errors: [], requests: [] });
  await close();
});

test("the marks lie upon the words", async () => {
  const { tab, close } = await open();
  const long = `${"Good morning, this is quite a long line that is broken somewhere. ".repeat(12)}\n\n${threat}\n${"More. ".repeat(80)}`;
  await tab.getByLabel("The message").fill(long);
  const [marks, text] = await tab.evaluate(() =>
    ["marks", "text"].map((id) => {
      const { clientWidth, scrollHeight } = document.getElementById(id);
      const style = getComputedStyle(document.getElementById(id));
      return { clientWidth, scrollHeight: Math.round(scrollHeight / 10), font: style.font, padding: style.padding, top: document.getElementById(id).getBoundingClientRect().top };
    }),
  );
  assert.deepEqual(marks, text);
  await tab.evaluate(() => (document.getElementById("text").scrollTop = 120));
  await tab.waitForFunction(() => document.getElementById("marks").scrollTop === 120);
  await close();
});

test("packs, sensitivity and single entries are the user's choice, until the page is closed", async () => {
  const { tab, close } = await open();
  await tab.getByLabel("The message").fill(threat);
  await tab.getByRole("checkbox", { name: "English" }).uncheck();
  assert.deepEqual(await marked(tab), []);
  await tab.getByRole("checkbox", { name: "English" }).check();
  const count = (await marked(tab)).length;
  assert.ok(count > 0);
  await tab.getByLabel("The message").fill("Pay me or I post everything.");
  await tab.getByRole("radio", { name: "fewer" }).check();
  const fewer = await tab.locator("#verdict").getAttribute("class");
  await tab.getByRole("radio", { name: "more" }).check();
  const order = ["none", "low", "medium", "high"];
  assert.ok(order.indexOf(fewer) < order.indexOf(await tab.locator("#verdict").getAttribute("class")));
  const findings = await tab.locator(".findings > li").count();
  await tab.getByRole("button", { name: "Do not show this again" }).first().click();
  assert.ok((await tab.locator(".findings > li").count()) < findings);
  await tab.getByRole("button", { name: "Show everything again" }).click();
  assert.equal(await tab.locator(".findings > li").count(), findings);
  const kept = await tab.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]);
  assert.deepEqual(kept, [0, 0, "", 0]);
  await close();
});

test("what is typed is text, never markup", async () => {
  const { tab, noted, close } = await open();
  await tab.getByLabel("The message").fill(`<img src=x onerror="window.hit=1"><script>window.hit=1</script> ${threat}`);
  assert.equal(await tab.evaluate(() => window.hit), undefined);
  assert.equal(await tab.locator("main img, main script").count(), 0);
  assert.deepEqual(noted, { errors: [], requests: [] });
  await close();
});

for (const lang of languages) {
  test(`${lang}: everything is said in the language, and axe finds nothing serious, by day and by night`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { tab, noted, close } = await open({ colorScheme });
      await tab.locator("#language").selectOption(lang);
      const said = read(`lang/${lang}.json`);
      assert.equal(await tab.getAttribute("html", "lang"), lang);
      assert.equal(await tab.getAttribute("html", "dir"), said.direction);
      assert.equal(await tab.title(), said.title);
      await tab.getByRole("button", { name: said.example }).click();
      assert.ok((await marked(tab)).length > 0, "the example shows something");
      assert.ok((await tab.locator("#report").textContent()).includes(said.found));
      await photograph(tab, `look-${lang}-${colorScheme}`);
      await judge(tab);
      await tab.getByRole("button", { name: said.lesson }).click();
      await tab.locator(".answers button").first().click();
      await photograph(tab, `lesson-${lang}-${colorScheme}`);
      await judge(tab);
      assert.deepEqual(noted, { errors: [], requests: [] });
      await close();
    }
  });
}

test("a narrow screen needs no scrolling sideways", async () => {
  const { tab, close } = await open({ viewport: { width: 320, height: 640 } });
  for (const lang of languages) {
    await tab.locator("#language").selectOption(lang);
    await tab.locator("#example").click();
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= 320), lang);
  }
  await photograph(tab, "narrow");
  await close();
});

test("the page can be used by keyboard alone", async () => {
  const { tab, close } = await open();
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type(threat);
  if (!(await marked(tab)).length) {
    // The link to the text moves the place from which Tab goes on; the field itself may have taken the focus already.
    await tab.getByLabel("The message").focus();
    await tab.keyboard.type(threat);
  }
  assert.ok((await marked(tab)).length > 0);
  const reached = new Set();
  for (let press = 0; press < 40; press += 1) {
    await tab.keyboard.press("Tab");
    reached.add(await tab.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.tagName));
    const outline = await tab.evaluate(() => document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle);
    assert.ok(outline === true || outline !== "none", "what has the focus shows it");
  }
  for (const name of ["Show an example", "Do not show this again"]) assert.ok(reached.has(name), `${name} in ${[...reached]}`);
  await close();
});

for (const lang of ["en", "kk", "ru", "tg"]) {
  const messages = read(`lessons/${lang}.json`);
  test(`${lang}: the lesson's ten messages are what Sipar says they are, and can be worked through by keyboard`, async () => {
    assert.equal(messages.length, 10);
    assert.ok(new Set(messages.map(({ technique }) => technique)).size >= 4);
    const said = read(`lang/${lang}.json`);
    const { tab, noted, close } = await open();
    await tab.locator("#language").selectOption(lang);
    for (const { text, technique } of messages) {
      await tab.locator("#text").fill(text);
      const level = await tab.locator("#verdict").getAttribute("class");
      assert.equal(level === "none", technique === "none", `${text}: ${level}`);
      if (technique !== "none") {
        const about = await tab.locator("#report h3").nth(1).textContent();
        assert.ok(about.includes(said.category[technique]), `${text}: ${about}`);
      }
    }
    await tab.getByRole("button", { name: said.lesson }).click();
    for (const [at, { technique }] of messages.entries()) {
      const answer = at === 3 ? Object.keys(said.category).find((name) => name !== technique) : technique;
      await tab.locator(`[data-technique="${answer}"]`).press("Enter");
      assert.match(await tab.locator("#exercise [role=status]").textContent(), at === 3 ? new RegExp(said.wrong) : new RegExp(said.right));
      assert.equal((await tab.locator("#exercise mark").count()) > 0, technique !== "none");
      await tab.keyboard.press("Enter");
    }
    assert.match(await tab.locator("#exercise h3").textContent(), /9 \/ 10/);
    await tab.getByRole("button", { name: said.again }).click();
    assert.match(await tab.locator("#exercise h3").textContent(), /1 \/ 10/);
    assert.deepEqual(noted, { errors: [], requests: [] });
    await close();
  });
}

test("the languages say the same things", () => {
  const keys = (value, at = "") => Object.entries(value).flatMap(([key, item]) => (typeof item === "object" ? keys(item, `${at}${key}.`) : [`${at}${key}`]));
  const english = keys(read("lang/en.json"));
  for (const lang of languages) {
    const said = read(`lang/${lang}.json`);
    assert.deepEqual(keys(said), english, lang);
    assert.doesNotMatch(JSON.stringify(said), /extremis|экстремис|экстремист|افراط/i, lang);
  }
});

test("the page names no address and lets nothing be fetched", () => {
  const html = readFileSync(page, "utf8");
  assert.match(html, /default-src 'none'/);
  assert.doesNotMatch(html, /(src|href)="(?!data:|#)[^"]+"/);
});

/** Nothing serious or critical that axe-core knows of. */
async function judge(tab) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  assert.deepEqual(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
}

const photograph = (tab, name) => tab.screenshot({ path: join(shots, `${name}.png`), fullPage: true });

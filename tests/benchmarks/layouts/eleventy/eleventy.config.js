// Settings: the corpus' own are in site.json, written beside this file.
import fs from "node:fs";
import markdownIt from "markdown-it";
import anchors from "markdown-it-anchor";
import footnotes from "markdown-it-footnote";

const site = JSON.parse(fs.readFileSync("site.json", "utf8"));
const markdown = markdownIt({ html: true, typographer: true });
const people = Object.fromEntries(
  site.people.map((who) => [who.id, { ...who, bio: markdown.render(who.bio) }]),
);
const slug = (words) => words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const words = (html) => html.replace(/<[^>]*>/g, " ").split(/\s+/).length;

// One pass over the stories, shared by all collections: it is made anew when Eleventy reads them.
const known = new WeakMap();
function archive(api) {
  const all = api.getAll();
  if (!known.has(all[0])) known.set(all[0], read(api));
  return known.get(all[0]);
}

function read(api) {
  const stories = api.getFilteredByGlob("content/articles/**/*.md").reverse();
  const lists = new Map();
  const put = (base, kind, title, story, person) => {
    if (!lists.has(base)) lists.set(base, { base, kind, title, person, feed: true, stories: [] });
    if (story) lists.get(base).stories.push(story);
  };
  for (const section of site.sections) put(`/${slug(section)}/`, "section", section);
  for (const story of stories) {
    const { section, tags = [], authors = [], series } = story.data;
    put(`/${slug(section)}/`, "section", section, story);
    for (const tag of tags) put(`/tags/${slug(tag)}/`, "tag", tag, story);
    for (const id of authors) put(`/authors/${id}/`, "author", people[id].name, story, people[id]);
    if (series) put(`/series/${series}/`, "series", series.replace("-", " "), story);
  }
  return { stories, lists: [...lists.values()] };
}

function pagesOf(list) {
  const count = Math.max(1, Math.ceil(list.stories.length / site.per_page));
  const url = (number) => (number === 1 ? list.base : `${list.base}page/${number}/`);
  return Array.from({ length: count }, (_, at) => ({
    ...list,
    number: at + 1,
    url: url(at + 1),
    newer: at > 0 ? url(at) : null,
    older: at + 1 < count ? url(at + 2) : null,
    stories: list.stories.slice(at * site.per_page, (at + 1) * site.per_page),
  }));
}

export default function (config) {
  config.setLibrary("md", markdown.use(footnotes).use(anchors));
  config.addGlobalData("site", site);
  config.addGlobalData("people", people);
  config.addPassthroughCopy({ static: "." });
  config.setQuietMode(true);

  config.addCollection("stories", (api) => archive(api).stories);
  config.addCollection("listPages", (api) => archive(api).lists.flatMap(pagesOf));
  config.addCollection("bySeries", (api) =>
    Object.fromEntries(
      archive(api)
        .lists.filter((list) => list.kind === "series")
        .map((list) => [list.base.split("/")[2], list.stories]),
    ),
  );
  config.addCollection("indexes", (api) =>
    [["Tags", "tag"], ["Authors", "author"]].map(([title, kind]) => ({
      title,
      base: `/${title.toLowerCase()}/`,
      terms: archive(api)
        .lists.filter((list) => list.kind === kind)
        .sort((one, other) => (one.title < other.title ? -1 : 1)),
    })),
  );
  config.addCollection("feeds", (api) => {
    const { stories, lists } = archive(api);
    const home = { base: "/", title: site.title, full: true, stories };
    return [home, ...lists].map((list) => ({ ...list, stories: list.stories.slice(0, site.in_feed) }));
  });
  config.addCollection("front", (api) => {
    const { stories, lists } = archive(api);
    const newest = stories.slice(0, 9);
    const bands = lists
      .filter((list) => list.kind === "section")
      .map((list) => ({
        ...list,
        stories: list.stories.slice(0, 13).filter((story) => !newest.includes(story)).slice(0, 4),
      }));
    return { newest, bands: bands.filter((band) => band.stories.length) };
  });

  config.addFilter("slugify", slug);
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("rfc822", (date) => date.toUTCString());
  const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  config.addFilter("day", (date) => days.format(date));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(words(html) / 238)));
  config.addFilter("contents", (html) =>
    [...html.matchAll(/<h[23] id="([^"]+)"[^>]*>(.*?)<\/h[23]>/g)]
      .map(([, id, title]) => `<li><a href="#${id}">${title}</a></li>`)
      .join(""),
  );
  config.addFilter("newsArticle", (page, title, summary, section, tags, authors, editors, html) => {
    const url = site.base_url + page.url;
    const person = (id) => ({
      "@type": "Person",
      name: people[id].name,
      url: `${site.base_url}/authors/${id}/`,
      jobTitle: people[id].role,
    });
    return {
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: title,
      description: summary,
      url,
      mainEntityOfPage: url,
      datePublished: page.date.toISOString(),
      articleSection: section,
      keywords: tags,
      wordCount: words(html),
      author: authors.map(person),
      editor: editors.map(person),
      publisher: { "@type": "NewsMediaOrganization", name: site.title, url: site.base_url },
    };
  });

  return {
    dir: { input: "content", output: "output", includes: "../layouts" },
    // What authors write is Markdown and nothing else.
    markdownTemplateEngine: false,
  };
}

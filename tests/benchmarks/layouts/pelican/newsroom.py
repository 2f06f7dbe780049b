"""A Pelican plugin for what it has no words for: the parts of a series know each other."""

from collections import defaultdict

from pelican import signals


def connect(generator):
    series = defaultdict(list)
    for article in generator.articles:
        if hasattr(article, "series"):
            series[article.series].append(article)
    for parts in series.values():
        parts.sort(key=lambda article: int(article.part))
        for place, article in enumerate(parts):
            article.series_parts = parts
            article.series_previous = parts[place - 1] if place else None
            article.series_next = parts[place + 1] if place + 1 < len(parts) else None
    generator.context["series"] = series


def write(generator, writer):
    template = generator.get_template("series")
    for id, parts in generator.context["series"].items():
        path = f"series/{id}/index.html"
        writer.write_file(path, template, generator.context, id=id, parts=parts, url=path)


def register():
    signals.article_generator_finalized.connect(connect)
    signals.article_writer_finalized.connect(write)

from django.core.management.base import BaseCommand

from series.search.composing import load_dictionaries
from series.text.language import folding


class Command(BaseCommand):
    """Make the dictionary files where they are missing, old or damaged (decision 138).

    `serve` calls it, so that no serving process needs the memory of making them.
    """

    help = "生成各进程共用的分词、拼音和简繁词典文件（在数据文件夹的 cache/dictionaries 中）；已有且完好的不重做"

    def handle(self, **options):
        folding.fold("")
        load_dictionaries()

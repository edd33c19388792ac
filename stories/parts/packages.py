"""H5P and SCORM packages, by their published formats: two that are played, a broken one, and one of each that tries to get out."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
CHOICE = """
var H5P = H5P || {};
H5P.StoryChoice = (function ($, Question) {
  function Choice(params, contentId, extras) {
    Question.call(this);
    var self = this, before = (extras.previousState || {}).tried || 0;
    self.getCurrentState = function () { return { tried: before + 1 }; };
    self.attach = function ($into) {
      self.setActivityStarted();
      $into.addClass('story-choice').append($('<p>', { text: params.question }));
      $into.append($('<img>', { src: H5P.getPath(params.picture.path, contentId), alt: params.picture.alt }));
      if (before) $into.append($('<p>', { text: 'You were here before.' }));
      $.each(params.answers, function (n, answer) {
        $('<button>', { text: answer.text, click: function () { tell(answer) } }).appendTo($into);
      });
      self.$told = $('<p>', { role: 'status' }).appendTo($into);
    };
    function tell(answer) {
      self.$told.text(answer.right ? 'That is right.' : 'Not yet.');
      self.triggerXAPIScored(answer.right ? 1 : 0, 1, 'answered', true, !!answer.right);
    }
  }
  Choice.prototype = Object.create(Question.prototype);
  return Choice;
})(H5P.jQuery, H5P.StoryQuestion);
"""
COLUMN = """
H5P.StoryColumn = (function ($, EventDispatcher) {
  function Column(params, contentId, extras) {
    EventDispatcher.call(this);
    var self = this, before = (extras.previousState || {}).parts || [], scores = [], parts;
    self.getCurrentState = function () { return { parts: parts.map(function (one) { return one.getCurrentState(); }) }; };
    self.attach = function ($into) {
      parts = params.parts.map(function (part, n) {
        var one = H5P.newRunnable(part, contentId, $('<div/>').appendTo($into), true, { parent: self, previousState: before[n] });
        one.on('xAPI', function (event) { hear(event, n); });
        return one;
      });
    };
    function hear(event, n) {
      if (event.getVerb() !== 'answered') return;
      scores[n] = event.getScore();
      var sum = scores.reduce(function (all, one) { return all + one; }, 0);
      self.triggerXAPICompleted(sum, parts.length, sum === parts.length);
    }
  }
  Column.prototype = Object.create(EventDispatcher.prototype);
  return Column;
})(H5P.jQuery, H5P.EventDispatcher);
"""
QUESTION = """
H5P.StoryQuestion = (function (EventDispatcher) {
  function Question() { EventDispatcher.call(this); }
  Question.prototype = Object.create(EventDispatcher.prototype);
  return Question;
})(H5P.EventDispatcher);
"""
STYLE = ".story-choice button { display: block; margin: 0.5em 0; padding: 0.5em 1em } .story-choice { background: url('back.png') }"
HOSTILE = """
self.MINE = document.currentScript.text;
if (window.name === 'kid') (0, eval)(TRIES);
H5P.StoryHostile = function () {
  H5P.EventDispatcher.call(this);
  this.attach = function ($into) { $into.append('<ol></ol><button id="leave">leave</button>'); (0, eval)(TRIES); };
};
"""
# What a course calls out to, in every way in which its pages may be written; what comes after has no address of its own.
COURSE = """<!doctype html><html><head><title>Fire</title><script src="js/api.js"></script>
<style>p { color: #1d2530; background: url(../pictures/dot.png) }</style></head>
<body onload="begin()"><h1>If there is a fire</h1><p id="told"></p><img src="../pictures/dot.png" alt="A door">
<script>document.write('<p>Leave by the stairs.</p>')</script>
<p><a href="two.html?asked=1">Next page</a></p></body></html>"""
COURSE_TWO = """<!doctype html><html><head><script src="js/api.js"></script></head>
<body onload="begin()"><h1>Where do you go?</h1><p id="told"></p>
<button onclick="end(80)">To the yard</button></body></html>"""
COURSE_API = """
var API = null;
function find(win) { while (win.API == null && win.parent != null && win.parent != win) win = win.parent; return win.API; }
function begin() {
  API = find(window.parent);
  API.LMSInitialize('');
  var before = API.LMSGetValue('cmi.core.lesson_location');
  document.getElementById('told').textContent = (before ? 'You were at ' + before + '. ' : 'New. ') + location.search;
  localStorage.setItem('a', 'b');
  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = 'css/late.css';
  style.onload = function () { document.body.dataset.styled = getComputedStyle(document.querySelector('h1')).color };
  document.head.appendChild(style);
  API.LMSSetValue('cmi.core.lesson_location', document.querySelector('h1').textContent);
  API.LMSCommit('');
}
function end(score) {
  API.LMSSetValue('cmi.core.score.raw', String(score));
  API.LMSSetValue('cmi.core.lesson_status', 'passed');
  API.LMSFinish('');
}
"""
COURSE_HOSTILE = """<!doctype html><html><head><link rel="stylesheet" href="URL/style.css"><script src="URL/script.js"></script>
<meta http-equiv="refresh" content="60; url=URL"></head><body onload="fetch('URL/load')"><img src="URL/picture.png"
onerror="fetch('URL/error')">
<iframe src="URL/frame"></iframe><svg><image href="URL/drawn.png"/></svg><video src="URL/film.mp4" poster="URL/poster.png"></video>
<p style="background: url(URL/back.png)">x</p><ol></ol><button id="leave">leave</button><a href="URL/link">A link</a>
<form action="URL/form"><button>send</button></form><script>self.MINE = document.currentScript.text;TRIES</script></body></html>"""
MANIFEST = """<?xml version="1.0"?><manifest identifier="fire" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Fire</title>
<item identifier="i" identifierref="r"><title>If there is a fire</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="course/index.html"/></resources></manifest>"""


def h5p(name: str, content: dict[str, Any], libraries: dict[str, dict[str, Any]]) -> bytes:
    """A package of the kind `name`, which stands on the libraries named after it. `libraries`: their files by name."""
    needs = [{"machineName": one, "majorVersion": 1, "minorVersion": 0} for one in libraries]
    about = {"title": "Coins", "language": "en", "mainLibrary": name, "embedTypes": ["div"], "license": "U", "preloadedDependencies": needs}
    files: dict[str, Any] = {"h5p.json": json.dumps(about), "content/content.json": json.dumps(content)}
    files["content/images/coin.png"] = PNG
    for one, held in libraries.items():
        below = needs[list(libraries).index(one) + 1 :]
        told = {"title": one, "machineName": one, "majorVersion": 1, "minorVersion": 0, "patchVersion": 1, "runnable": int(one == name)}
        told["preloadedJs"] = [{"path": path} for path in held if path.endswith(".js")]
        told["preloadedCss"] = [{"path": path} for path in held if path.endswith(".css")]
        files[f"{one}-1.0/library.json"] = json.dumps(told | {"preloadedDependencies": below})
        files |= {f"{one}-1.0/{path}": words for path, words in held.items()}
    return _zip(files)


def choice() -> bytes:
    """A column with one question in it. Each library is named before those that it stands on: the order is in library.json."""
    answers = [{"text": "Fifty", "right": False}, {"text": "A hundred", "right": True}]
    asked = {"question": "How many pence is a pound?", "picture": {"path": "images/coin.png", "alt": "A coin"}, "answers": answers}
    content = {"parts": [{"library": "H5P.StoryChoice 1.0", "params": asked, "subContentId": "a"}]}
    libraries = {
        "H5P.StoryColumn": {"column.js": COLUMN},
        "H5P.StoryChoice": {"choice.js": CHOICE, "choice.css": STYLE, "back.png": PNG},
        "H5P.StoryQuestion": {"question.js": QUESTION},
    }
    return h5p("H5P.StoryColumn", content, libraries)


def scorm(pages: dict[str, str]) -> bytes:
    return _zip({"imsmanifest.xml": MANIFEST, "pictures/dot.png": PNG, **{f"course/{name}": words for name, words in pages.items()}})


def course() -> bytes:
    return scorm({"index.html": COURSE, "two.html": COURSE_TWO, "css/late.css": "h1 { color: rgb(15, 92, 99) }", "js/api.js": COURSE_API})


def tries(sink_tcp: str, sink_udp: str) -> str:
    """All that a hostile app tries: evaluating words is held in an app, and is not in a package."""
    import hostile

    told = hostile.TRIES.replace("TCP", sink_tcp).replace("UDP", sink_udp).replace("attempt('eval', () => (0, eval)('1'))", "")
    return told.replace("document.scripts[document.scripts.length - 1].textContent", "self.MINE")


def publish_packages(editor: str, tcp: str, udp: str, folder: str) -> dict[str, str]:
    """One item with all five, checked as whatever an editor brings; but for the hostile course, which would not pass. Returns its id."""
    import series

    from throughgate.modules.library.media.ready import make
    from throughgate.modules.library.rules.body import H5p, Paragraph, Scorm, Text
    from throughgate.modules.library.rules.media import H5P, SCORM, MediaKind

    script, url = tries(tcp, udp), f"http://127.0.0.1:{tcp}"
    bad = h5p("H5P.StoryHostile", {}, {"H5P.StoryHostile": {"hostile.js": HOSTILE.replace("TRIES", json.dumps(script))}})
    bad_course = scorm({"index.html": COURSE_HOSTILE.replace("URL", url).replace("TRIES", script)})
    broken = h5p("H5P.StoryBroken", {}, {"H5P.StoryBroken": {"broken.js": "nothing.at.all()"}})
    brought = {
        "Coins": (MediaKind.H5P, choice(), "Darnau arian"),
        "If there is a fire": (MediaKind.SCORM, course(), "Os oes tân"),
        "A broken one": (MediaKind.H5P, broken, "Un wedi torri"),
        "A friendly game": (MediaKind.H5P, bad, "Gêm gyfeillgar"),
        "A friendly course": (MediaKind.SCORM, bad_course, "Cwrs cyfeillgar"),
    }
    blocks: dict[str, list[Any]] = {"en": [Paragraph("Choose one.")], "cy": [Paragraph("Dewiswch un.")]}
    for n, (title, (kind, content, title_cy)) in enumerate(brought.items()):
        room = Path(folder) / str(n)
        room.mkdir()
        (room / "in").write_bytes(content)
        if content != bad_course:
            make(kind, room / "in", room)
        block, media = (H5p, H5P) if kind == MediaKind.H5P else (Scorm, SCORM)
        file = series._kept(content, media)
        blocks["en"].append(block(file, title))
        blocks["cy"].append(block(file, title_cy))
    item = uuid4()
    texts = {
        "en": Text("Things to do", "Five of them.", blocks["en"]),
        "cy": Text("Pethau i’w gwneud", "Pump ohonynt.", blocks["cy"]),
    }
    series._publish(series._desk(editor), item, "page", texts, None, 0)
    return {"item": str(item)}


def _zip(files: dict[str, Any]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, words in files.items():
            box.writestr(name, words)
    return made.getvalue()

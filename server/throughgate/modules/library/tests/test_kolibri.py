"""A channel as Kolibri exports it: a small real one, made with the tables of its schema version 5."""

import hashlib
import sqlite3
import zipfile

import msgspec
import pytest

from throughgate.basics.errors import Refused
from throughgate.modules.library.media.bundles.bundle import make_bundle
from throughgate.modules.library.rules.drafted import Draft, Wrong

# Source: Kolibri 0.19.5, kolibri/core/content/contentschema/versions/content_schema_5.py, every column of it.
SCHEMA = """
CREATE TABLE content_language (id VARCHAR(14) PRIMARY KEY NOT NULL, lang_code VARCHAR(3) NOT NULL, lang_subcode VARCHAR(10),
    lang_name VARCHAR(100), lang_direction VARCHAR(3) NOT NULL);
CREATE TABLE content_localfile (id VARCHAR(32) PRIMARY KEY NOT NULL, extension VARCHAR(40) NOT NULL, available BOOLEAN NOT NULL,
    file_size INTEGER);
CREATE TABLE content_contentnode (id CHAR(32) PRIMARY KEY NOT NULL, license_name VARCHAR(50), license_description TEXT,
    title VARCHAR(200) NOT NULL, coach_content BOOLEAN NOT NULL, content_id CHAR(32) NOT NULL, channel_id CHAR(32) NOT NULL,
    description TEXT, sort_order FLOAT, license_owner VARCHAR(200) NOT NULL, author VARCHAR(200) NOT NULL, kind VARCHAR(200) NOT NULL,
    available BOOLEAN NOT NULL, options TEXT, grade_levels TEXT, resource_types TEXT, learning_activities TEXT,
    accessibility_labels TEXT, categories TEXT, learner_needs TEXT, duration INTEGER, lft INTEGER NOT NULL, rght INTEGER NOT NULL,
    tree_id INTEGER NOT NULL, level INTEGER NOT NULL, lang_id VARCHAR(14) REFERENCES content_language(id),
    parent_id CHAR(32) REFERENCES content_contentnode(id));
CREATE TABLE content_assessmentmetadata (id CHAR(32) PRIMARY KEY NOT NULL, assessment_item_ids TEXT NOT NULL,
    number_of_assessments INTEGER NOT NULL, mastery_model TEXT NOT NULL, randomize BOOLEAN NOT NULL, is_manipulable BOOLEAN NOT NULL,
    contentnode_id CHAR(32) NOT NULL REFERENCES content_contentnode(id));
CREATE TABLE content_channelmetadata (id CHAR(32) PRIMARY KEY NOT NULL, name VARCHAR(200) NOT NULL, description VARCHAR(400) NOT NULL,
    tagline VARCHAR(150), author VARCHAR(400) NOT NULL, version INTEGER NOT NULL, thumbnail TEXT NOT NULL, last_updated VARCHAR,
    min_schema_version VARCHAR(50) NOT NULL, root_id CHAR(32) NOT NULL REFERENCES content_contentnode(id));
CREATE TABLE content_file (id CHAR(32) PRIMARY KEY NOT NULL, preset VARCHAR(150) NOT NULL, supplementary BOOLEAN NOT NULL,
    thumbnail BOOLEAN NOT NULL, priority INTEGER, contentnode_id CHAR(32) NOT NULL REFERENCES content_contentnode(id),
    lang_id VARCHAR(14) REFERENCES content_language(id), local_file_id VARCHAR(32) NOT NULL REFERENCES content_localfile(id));
CREATE TABLE content_contenttag (id CHAR(32) PRIMARY KEY NOT NULL, tag_name VARCHAR(30) NOT NULL);
CREATE TABLE content_contentnode_tags (id INTEGER PRIMARY KEY NOT NULL, contentnode_id CHAR(32) NOT NULL, contenttag_id CHAR(32) NOT NULL);
CREATE TABLE content_contentnode_related (id INTEGER PRIMARY KEY NOT NULL, from_contentnode_id CHAR(32) NOT NULL,
    to_contentnode_id CHAR(32) NOT NULL);
CREATE TABLE content_contentnode_has_prerequisite (id INTEGER PRIMARY KEY NOT NULL, from_contentnode_id CHAR(32) NOT NULL,
    to_contentnode_id CHAR(32) NOT NULL);
"""
CHANNEL = "c" * 32


class Channel:
    """One that is being made: nodes in the order of their tree."""

    def __init__(self, path):
        self.path = path
        self.database = sqlite3.connect(path)
        self.database.executescript(SCHEMA)
        self.insert("content_language", id="en", lang_code="en", lang_name="English", lang_direction="ltr")
        self.insert("content_language", id="cy", lang_code="cy", lang_name="Cymraeg", lang_direction="ltr")
        root = self.node("root", "topic", "Money", None)
        about = {"name": "Money", "description": "", "author": "", "version": 3, "thumbnail": "", "min_schema_version": "5"}
        self.insert("content_channelmetadata", id=CHANNEL, root_id=root, **about)
        self.files = {}

    def insert(self, table, **row):
        self.database.execute(f"INSERT INTO {table} ({','.join(row)}) VALUES ({','.join('?' * len(row))})", list(row.values()))

    def node(self, name, kind, title, parent, files=(), questions=0, lang="en"):
        key = hashlib.md5(name.encode()).hexdigest()
        place = self.database.execute("SELECT COUNT(*) FROM content_contentnode").fetchone()[0]
        tree = {"lft": 2 * place + 1, "rght": 2 * place + 2, "tree_id": 1, "level": 1}
        rights = {"license_name": "CC BY", "license_owner": "Learning Ltd", "author": "Ada Example"}
        flags = {"coach_content": 0, "available": 1, "sort_order": place, "description": f"About {title}."}
        told = {"content_id": key, "channel_id": CHANNEL, "lang_id": lang, "parent_id": parent}
        self.insert("content_contentnode", id=key, title=title, kind=kind, **tree, **rights, **flags, **told)
        if questions:
            metadata = {"assessment_item_ids": "[]", "mastery_model": "{}", "randomize": 1, "is_manipulable": 1}
            self.insert("content_assessmentmetadata", id=key, number_of_assessments=questions, contentnode_id=key, **metadata)
        for n, (ending, content, thumbnail) in enumerate(files):
            self.file(key, n, ending, content, thumbnail)
        return key

    def file(self, node, n, ending, content, thumbnail):
        md5 = hashlib.md5(content).hexdigest()
        self.database.execute("INSERT OR IGNORE INTO content_localfile VALUES (?, ?, 1, ?)", (md5, ending, len(content)))
        key = hashlib.md5(f"{node}{n}".encode()).hexdigest()
        place = {"supplementary": thumbnail, "thumbnail": thumbnail, "priority": n + 1}
        self.insert("content_file", id=key, preset="x", contentnode_id=node, local_file_id=md5, **place)
        self.files[f"content/storage/{md5[0]}/{md5[1]}/{md5}.{ending}"] = content

    def packed(self, to):
        self.database.commit()
        with zipfile.ZipFile(to, "w") as archive:
            archive.write(self.path, f"content/databases/{CHANNEL}.sqlite3")
            for name, content in self.files.items():
                archive.writestr(name, content)
        return to


@pytest.fixture
def channel(tmp_path):
    made = Channel(tmp_path / "channel.sqlite3")
    saving = made.node("saving", "topic", "Saving", hashlib.md5(b"root").hexdigest())
    made.node("film", "video", "A jar", saving, [("mp4", b"film", 0), ("png", b"small", 1), ("vtt", b"WEBVTT", 1)])
    made.node("book", "document", "Llyfr", saving, [("epub", b"book", 0)], lang="cy")
    made.node("quiz", "exercise", "Try it", saving, [("perseus", b"PK", 0)], questions=5)
    made.node("play", "h5p", "Sort the coins", saving, [("h5p", b"PK h5p", 0)])
    made.node("app", "html5", "A game", saving, [("zip", b"PK app", 0)])
    return made


def look(channel, tmp_path):
    (tmp_path / "made").mkdir()
    made = make_bundle(channel.packed(tmp_path / "in.zip"), tmp_path / "made")
    return made, [
        [msgspec.json.decode(line, type=kind) for line in (tmp_path / "made" / name).read_bytes().splitlines()]
        for name, kind in (("drafts", Draft), ("wrong", Wrong))
    ]


def test_topics_become_series_and_nodes_their_parts(channel, tmp_path):
    made, (good, bad) = look(channel, tmp_path)
    assert {piece.kind for piece in made.pieces} == {"application/zip", f"application/x-kolibri-{CHANNEL}"}
    assert [(one.kind, one.part, [file.kind for file in one.shows]) for one in good] == [
        ("series", 0, []),
        ("film", 1, ["film"]),
        ("book", 2, ["document"]),
        ("page", 4, ["h5p"]),
    ]
    saving, film, book, _play = good
    assert {film.series, book.series} == {saving.theirs}
    assert film.texts["en"].words == "About A jar.\n\nBy Ada Example. Rights: Learning Ltd. Licence: CC BY."
    assert (film.picture.kind, list(book.texts)) == ("picture", ["cy"])
    assert [line.why for line in bad] == [
        [("kind", "This cannot be shown yet (exercise).")],
        [("kind", "This cannot be shown yet (html5).")],
    ]


def test_what_was_changed_or_left_out_on_the_way_is_named(channel, tmp_path):
    names = list(channel.files)
    channel.files[names[0]] = b"other film"
    del channel.files[next(name for name in names if name.endswith("epub"))]
    _made, (good, bad) = look(channel, tmp_path)
    assert [one.kind for one in good] == ["series", "page"]
    assert "is not what the channel says it is" in bad[0].why[0][1]
    assert "There is no file" in bad[1].why[0][1]


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE content_file",
        "ALTER TABLE content_contentnode DROP COLUMN license_owner",
        "ALTER TABLE content_localfile RENAME TO x; CREATE VIEW content_localfile AS SELECT * FROM x",
    ],
)
def test_a_database_of_another_shape_is_refused(channel, tmp_path, harm):
    channel.database.executescript(harm)
    with pytest.raises(Refused) as no:
        look(channel, tmp_path)
    assert no.value.code == "channel_broken"

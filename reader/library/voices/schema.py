"""The tables of people and echoes.

What is spoken is kept by its text, not by its file: a text that lies in two files
speaks once, and one that is moved or read again goes on as it is.

    voice_text       a text with quotes; its article (null: gone since, and buried by `settle`),
                     and the outlet and date that count for it
    voice_heard      who speaks in a text, as named there; the node of that name
    voice_node       a full name in all texts, or a single name in one (`text`, else 0):
                     what the texts tell of it, its cluster of full names, its person
    voice_key        by what nodes find each other, as hashes: see `joining.keys_of`
    voice_tie        nodes that are one, by which rule
    voice_stale      nodes of which something has changed; `deep` where it may change who is one
    voice_person     everybody, as people are listed
    voice_statement  a quote with enough words; its key is its day and a hash of its place,
                     so that keys are in the order of days, whatever came first
    voice_clue       the clues of statements, and of each a few that have it
    voice_end        how statements begin and end, and all that do so
    voice_fresh      statements whose echoes have not been looked for, with their clues and ends
    voice_again      pairs to be held against each other since others between them have gone
    voice_echo       two statements that are an echo, the one with the lower key first; `odd`
                     if only since one person said both, under names that do not go together
    voice_member     the group that a statement belongs to
    voice_group      statements that echoes tie together: the lowest key, how many, and the
                     mean score
"""

DAY = 43
"""Bits of a statement's key that tell its place; above them is its day. That two of one day
have the same place is not to be expected below a million; then one of them has no echoes."""

SCHEMA = """
create table voice_text (
    key integer primary key, id text not null unique, article integer, outlet text,
    published text);
create index voice_text_article on voice_text (article);
create table voice_heard (
    key integer primary key, text integer not null, node integer, name text not null,
    aliases text not null, roles text not null, quotes integer not null);
create index voice_heard_text on voice_heard (text);
create index voice_heard_node on voice_heard (node, text) where node is not null;
create index voice_heard_loose on voice_heard (text) where node is null;
create table voice_node (
    key integer primary key autoincrement, words text not null, text integer not null,
    block text, tally text not null, called text not null, cluster integer, person integer,
    unique (words, text));
create index voice_node_block on voice_node (block) where block is not null;
create index voice_node_cluster on voice_node (cluster) where cluster is not null;
create index voice_node_person on voice_node (person);
create table voice_key (key integer, node integer, primary key (key, node)) without rowid;
create table voice_tie (
    a integer, b integer, rule integer, times integer not null,
    primary key (a, b, rule)) without rowid;
create index voice_tie_b on voice_tie (b);
create table voice_stale (node integer primary key, deep integer not null);
create table voice_person (
    key integer primary key, name text not null, aliases text not null, roles text not null,
    quotes integer not null, articles integer not null, outlets text not null, first text,
    last text);
create index voice_person_most on voice_person (quotes desc, articles desc, name, first);
create table voice_statement (
    key integer primary key, text integer not null, nth integer not null, node integer,
    words blob not null);
create index voice_statement_text on voice_statement (text, nth);
create table voice_clue (
    clue integer, statement integer, primary key (clue, statement)) without rowid;
create table voice_end (
    clue integer, statement integer, primary key (clue, statement)) without rowid;
create table voice_fresh (
    statement integer primary key, clues blob not null, ends blob not null);
create table voice_again (a integer, b integer, primary key (a, b)) without rowid;
create table voice_echo (
    a integer, b integer, score real not null, odd integer not null,
    primary key (a, b)) without rowid;
create index voice_echo_b on voice_echo (b);
create index voice_echo_odd on voice_echo (odd) where odd;
create table voice_member (statement integer primary key, grp integer not null);
create index voice_member_grp on voice_member (grp);
create table voice_group (
    key integer primary key, size integer not null, score real not null);
create index voice_group_most on voice_group (size desc, score desc, key)
"""

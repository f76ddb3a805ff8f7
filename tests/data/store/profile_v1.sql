PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE event (
                device TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, effective INTEGER NOT NULL,
                server_effective INTEGER, cursor INTEGER, stream TEXT NOT NULL, subject TEXT NOT NULL,
                type TEXT NOT NULL, version INTEGER NOT NULL, payload TEXT NOT NULL, link TEXT NOT NULL,
                receipt_key TEXT, receipt_signature TEXT, unknown TEXT NOT NULL DEFAULT '{}',
                PRIMARY KEY (device, seq)) WITHOUT ROWID;
INSERT INTO event VALUES('a69e64b24314611bd5f516a58d0ebdd7',1,117309440000000000,117309440000000000,NULL,NULL,'learner/63d5018596a4ee1e4a6b26c59eeb9307','path/cpp','path.created',1,'{"slug":"cpp","title":"C++"}','8e261dcbb365b525d37f87c16253d9679183f4338cefd28359516c85f1fc9578',NULL,NULL,'{}');
INSERT INTO event VALUES('a69e64b24314611bd5f516a58d0ebdd7',2,117309440000000001,117309440000000001,NULL,NULL,'learner/63d5018596a4ee1e4a6b26c59eeb9307','topic/loops','topic.created',1,'{"path":"cpp","rank":1,"slug":"loops","title":"Loops"}','3bc15045ab9fb14f0e033a5e36ccb8240656cbc61fae3b759a71f1ad6ca9e1ee',NULL,NULL,'{}');
INSERT INTO event VALUES('a69e64b24314611bd5f516a58d0ebdd7',3,117309440065536000,117309440065536000,NULL,NULL,'learner/63d5018596a4ee1e4a6b26c59eeb9307','task/one','task.created',1,'{"difficulty":3,"module":"Basics","path":"cpp","slug":"one","summary":"Lines\nand\ttabs","tags":["it''s","a;b"],"title":"One \"quoted\" ü","topics":["loops"]}','db6477a9d77fb3d0d818fb6c5829f4872b1aff97a1b420955bd4f2298972402f',NULL,NULL,'{}');
INSERT INTO event VALUES('a69e64b24314611bd5f516a58d0ebdd7',4,117309440131072000,117309440131072000,NULL,NULL,'learner/63d5018596a4ee1e4a6b26c59eeb9307','task/one','task.scheduled',1,'{"at":1790000000005}','0fe9e3fb41c5df7cc9001a72ae57b42d65e9eeddb8edb40ccdc9c580e8b6cfe9',NULL,NULL,'{}');
INSERT INTO event VALUES('a69e64b24314611bd5f516a58d0ebdd7',5,117309440196608000,117309440196608000,NULL,NULL,'learner/63d5018596a4ee1e4a6b26c59eeb9307','task/one','task.started',1,'{}','8b4ba847b3435cb323e0235ab34a2c0eee7be69b444d13b21722569362af9f24',NULL,NULL,'{}');
INSERT INTO event VALUES('a69e64b24314611bd5f516a58d0ebdd7',6,117309440262144000,117309440262144000,NULL,NULL,'learner/63d5018596a4ee1e4a6b26c59eeb9307','task/one','task.completed',1,'{"hints":1,"note":"Done","utcOffset":60}','7342f49257410c5c309f577944d6afa69ab597a29b88393893a53bb3a8b8939c',NULL,NULL,'{}');
INSERT INTO event VALUES('server',1,117309440000000000,117309440000000000,NULL,NULL,'learner/else','task/proved','task.created',1,'{"title":"Proved"}','4b87201887c33b51c3ad6a832389d976d5cf0f26c340a16e75effd634ed68b95',NULL,NULL,'{}');
INSERT INTO event VALUES('server',2,117309440000065536,117309440000065536,NULL,NULL,'learner/else','task/proved','task.verified',1,'{"evidence":"seen"}','1df09b3d0c1b3c1990666d1274d27db4120b90aa376bcace0ce8153febbb723c','server','4fbc932b8120335ba6df33aa83850b65d4efde840fb292ded188ba9845d1cc52eff676cf31a4fc830961358ac6ae544db10734d8dc372e817064d6e5ca613b0b','{}');
CREATE TABLE device (device TEXT PRIMARY KEY, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, link TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO device VALUES('a69e64b24314611bd5f516a58d0ebdd7',6,117309440262144000,'7342f49257410c5c309f577944d6afa69ab597a29b88393893a53bb3a8b8939c');
INSERT INTO device VALUES('server',2,117309440000065536,'1df09b3d0c1b3c1990666d1274d27db4120b90aa376bcace0ce8153febbb723c');
CREATE TABLE writer (stream TEXT PRIMARY KEY, device TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO writer VALUES('learner/63d5018596a4ee1e4a6b26c59eeb9307','a69e64b24314611bd5f516a58d0ebdd7');
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('clean','1');
INSERT INTO meta VALUES('fold','1 0bae7cd2c85f957b0bcd524f77d91bcaa51c7b9c00916ed315e18190583b527c');
INSERT INTO meta VALUES('learner','63d5018596a4ee1e4a6b26c59eeb9307');
CREATE TABLE subject (
                subject TEXT PRIMARY KEY, kind TEXT NOT NULL, effective INTEGER NOT NULL, device TEXT NOT NULL,
                seq INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO subject VALUES('path/cpp','path',117309440000000000,'a69e64b24314611bd5f516a58d0ebdd7',1,'{"createdAt":1790000000000,"definition":{"slug":"cpp","title":"C++"},"exists":true}');
INSERT INTO subject VALUES('task/one','task',117309440262144000,'a69e64b24314611bd5f516a58d0ebdd7',6,'{"completedAt":1790000004000,"createdAt":1790000001000,"definition":{"difficulty":3,"module":"Basics","path":"cpp","slug":"one","summary":"Lines\nand\ttabs","tags":["it''s","a;b"],"title":"One \"quoted\" ü","topics":["loops"]},"exists":true,"hints":1,"remark":"Done","scheduledAt":1790000000005,"startedAt":1790000003000,"status":"completed","utcOffset":60}');
INSERT INTO subject VALUES('task/proved','task',117309440000065536,'server',2,'{"createdAt":1790000000000,"definition":{"title":"Proved"},"exists":true,"refused":[{"device":"server","seq":2}]}');
INSERT INTO subject VALUES('topic/loops','topic',117309440000000001,'a69e64b24314611bd5f516a58d0ebdd7',2,'{"definition":{"path":"cpp","rank":1,"slug":"loops","title":"Loops"},"exists":true}');
CREATE TABLE task (
                id TEXT PRIMARY KEY, path TEXT NOT NULL, module TEXT NOT NULL, title TEXT NOT NULL,
                slug TEXT NOT NULL, words TEXT NOT NULL, first_topic TEXT NOT NULL, difficulty INTEGER NOT NULL,
                status TEXT NOT NULL, verified INTEGER NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL,
                scheduled_at INTEGER, started_at INTEGER, completed_at INTEGER, date_at INTEGER,
                utc_offset INTEGER NOT NULL, hints INTEGER NOT NULL, rank INTEGER NOT NULL, visible INTEGER NOT NULL,
                deleted INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO task VALUES('one','cpp','Basics','One "quoted" ü','one',replace('one "quoted" ü\nbasics\none\nit''s\na;b','\n',char(10)),'loops',3,'completed',0,'own','own',1790000000005,1790000003000,1790000004000,1790000004000,60,1,0,1,0);
INSERT INTO task VALUES('proved','','','Proved','',replace('proved\n\n','\n',char(10)),'',1,'scheduled',0,'own','own',NULL,NULL,NULL,NULL,0,0,0,1,0);
CREATE TABLE task_topic (topic TEXT NOT NULL, task TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (topic, task)) WITHOUT ROWID;
INSERT INTO task_topic VALUES('loops','one',0);
CREATE TABLE topic (
                id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
                rank INTEGER NOT NULL, visible INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO topic VALUES('loops','cpp','Loops',replace('loops\nloops','\n',char(10)),1,1);
CREATE TABLE path (
                id TEXT PRIMARY KEY, title TEXT NOT NULL, words TEXT NOT NULL, created_at INTEGER NOT NULL,
                visible INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO path VALUES('cpp','C++',replace('c++\ncpp','\n',char(10)),1790000000000,1);
CREATE TABLE map_layout (key TEXT PRIMARY KEY, layout TEXT NOT NULL, used_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX event_by_subject ON event (subject, effective, device, seq);
CREATE INDEX event_by_time ON event (effective, device, seq);
CREATE INDEX event_by_stream ON event (stream);
CREATE INDEX task_by_path ON task (path, visible, rank);
CREATE INDEX task_by_status ON task (status, visible, date_at);
CREATE INDEX task_by_date ON task (visible, date_at);
CREATE INDEX task_topic_by_task ON task_topic (task, place);
CREATE INDEX topic_by_path ON topic (path, visible, rank);
COMMIT;
PRAGMA user_version=1;

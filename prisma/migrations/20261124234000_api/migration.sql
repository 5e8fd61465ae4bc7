-- Typing errors in searched titles are forgiven by trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "LiveUpdateKind" AS ENUM ('story', 'alert', 'delivery');

-- A key may do what its role let it do.
ALTER TABLE "api_keys" ADD COLUMN "scopes" TEXT[];
UPDATE "api_keys" SET "scopes" =
  ARRAY['feeds:read', 'stories:read', 'topics:read', 'subscriptions:read', 'alerts:read', 'deliveries:read']
  || CASE WHEN "role" <> 'viewer' THEN ARRAY['feeds:write', 'topics:write', 'subscriptions:write', 'deliveries:write'] ELSE '{}' END
  || CASE WHEN "role" = 'admin' THEN ARRAY['admin:read', 'admin:write'] ELSE '{}' END;
ALTER TABLE "api_keys" DROP COLUMN "role";

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "user_agent" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "disabled_at" TIMESTAMPTZ(3),
ADD COLUMN     "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "identity_issuer" TEXT,
ADD COLUMN     "identity_subject" TEXT,
ADD COLUMN     "last_sign_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "locked_until" TIMESTAMPTZ(3),
ALTER COLUMN "password_hash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "subject_id" TEXT,
    "status" INTEGER,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "live_updates" (
    "transaction_id" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "number" BIGSERIAL NOT NULL,
    "kind" "LiveUpdateKind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_updates_pkey" PRIMARY KEY ("transaction_id","number")
);

-- CreateTable
CREATE TABLE "story_words" (
    "story_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "story_words_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "topic_versions" (
    "topic_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_versions_pkey" PRIMARY KEY ("topic_id","version")
);

-- CreateIndex
CREATE INDEX "audit_entries_noun_subject_id_id_idx" ON "audit_entries"("noun", "subject_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_id_idx" ON "audit_entries"("actor_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_expires_at_idx" ON "idempotency_keys"("expires_at");

-- CreateIndex
CREATE INDEX "live_updates_at_idx" ON "live_updates" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "story_words_words_idx" ON "story_words" USING GIN ("words");
-- Every search looks through what is not sorted in yet: kilobytes of it, not megabytes.
ALTER INDEX "story_words_words_idx" SET (gin_pending_list_limit = 512);

-- CreateIndex
CREATE INDEX "story_words_title_idx" ON "story_words" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_identity_issuer_identity_subject_key" ON "users"("identity_issuer", "identity_subject");

-- Lists are read by id, newest first.
-- DropIndex
DROP INDEX "deliveries_target_id_idx";

-- DropIndex
DROP INDEX "mailbox_messages_target_id_idx";

-- CreateIndex
CREATE INDEX "deliveries_target_id_id_idx" ON "deliveries"("target_id", "id");

-- CreateIndex
CREATE INDEX "deliveries_not_delivered" ON "deliveries"("id" DESC) WHERE (state = ANY (ARRAY['rejected'::"DeliveryState", 'dead'::"DeliveryState", 'bounced'::"DeliveryState", 'cancelled'::"DeliveryState"]));

-- CreateIndex
CREATE INDEX "mailbox_messages_target_id_id_idx" ON "mailbox_messages"("target_id", "id");

-- CreateIndex
CREATE INDEX "matches_topic_id_story_id_idx" ON "matches"("topic_id", "story_id" DESC);

-- CreateIndex
CREATE INDEX "targets_address_hash_idx" ON "targets"("address_hash");

-- AddForeignKey
ALTER TABLE "story_words" ADD CONSTRAINT "story_words_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "stories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every version of a topic's query is kept, whoever writes it.
CREATE FUNCTION keep_topic_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO topic_versions (topic_id, version, query, created_at)
  VALUES (NEW.id, NEW.version, NEW.query, NEW.updated_at)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_topic_version AFTER INSERT OR UPDATE OF query, version ON topics
  FOR EACH ROW EXECUTE FUNCTION keep_topic_version();
INSERT INTO topic_versions (topic_id, version, query, created_at) SELECT id, version, query, updated_at FROM topics;

-- What is watched live is written by whoever changes it, in one go for all rows of a statement.
CREATE FUNCTION tell_live_of_stories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_updates (kind, subject_id) SELECT DISTINCT 'story'::"LiveUpdateKind", story_id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live_of_found AFTER INSERT ON matches
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_live_of_stories();
CREATE TRIGGER tell_live_of_found_anew AFTER UPDATE ON matches
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_live_of_stories();

CREATE FUNCTION tell_live_of_alerts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_updates (kind, subject_id) SELECT 'alert'::"LiveUpdateKind", id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live_of_alerts AFTER INSERT ON alerts
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_live_of_alerts();

CREATE FUNCTION tell_live_of_alert_updates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_updates (kind, subject_id) SELECT DISTINCT 'alert'::"LiveUpdateKind", alert_id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live_of_alert_updates AFTER INSERT ON alert_updates
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_live_of_alert_updates();

CREATE FUNCTION tell_live_of_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_updates (kind, subject_id) SELECT 'delivery'::"LiveUpdateKind", id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live_of_deliveries AFTER INSERT ON deliveries
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_live_of_deliveries();

-- Being taken up for sending is no news: that would be a row for each attempt more.
CREATE FUNCTION tell_live_of_delivery_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_updates (kind, subject_id)
  SELECT 'delivery'::"LiveUpdateKind", fresh.id FROM fresh JOIN former USING (id)
  WHERE fresh.state IS DISTINCT FROM former.state AND fresh.state <> 'sending';
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live_of_delivery_states AFTER UPDATE ON deliveries
  REFERENCING OLD TABLE AS former NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_live_of_delivery_states();

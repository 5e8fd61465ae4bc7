-- CreateEnum
CREATE TYPE "RematchState" AS ENUM ('waiting', 'running', 'done', 'superseded', 'failed');

-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "archive_digest" TEXT;

-- CreateTable
CREATE TABLE "rematches" (
    "id" UUID NOT NULL,
    "pass_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "topic_version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "RematchState" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "gained" INTEGER NOT NULL DEFAULT 0,
    "lost" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "rematches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rematches_unsettled" ON "rematches"("pass_id") WHERE (settled_at IS NULL);

-- CreateIndex
CREATE INDEX "rematches_topic_id_id_idx" ON "rematches"("topic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "rematches_one_at_a_time" ON "rematches"("topic_id") WHERE (state = ANY (ARRAY['waiting'::"RematchState", 'running'::"RematchState"]));

-- AddForeignKey
ALTER TABLE "rematches" ADD CONSTRAINT "rematches_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

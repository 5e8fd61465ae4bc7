import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull, pageOf, pageQuery, sortQuery, toPage, totalQuery } from '../../api/page.js';
import { notFound, ProblemException } from '../../api/problem.exception.js';
import type { Actor } from '../actor.js';
import { CurrentActor, InArea } from '../auth.guard.js';
import { type Role, roleSchema } from '../role.js';
import { scopesOf } from '../scope.js';
import { UserStore } from '../user.store.js';
import { type Issued, PasswordLinkService } from './password-link.service.js';
import { type Refusal, RosterStore } from './roster.store.js';

const userView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    disabled: z.boolean(),
    invited: z.boolean().describe('Whether they have no way to sign in yet'),
    hasPassword: z.boolean(),
    hasIdentity: z.boolean().describe('Whether they have signed in through the identity provider'),
    createdAt: z.iso.datetime(),
    lastSignInAt: z.iso.datetime().nullable(),
    lockedUntil: z.iso.datetime().nullable().describe('After wrong passwords; a new password ends it'),
  })
  .meta({ id: 'User' });
const invitationView = z
  .object({
    link: z
      .string()
      .nullable()
      .describe('Where they choose a password; null where it was sent to them by mail. It is shown only here'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
const invitedUserView = userView.extend({ invitation: invitationView }).meta({ id: 'InvitedUser' });
const name = z.string().trim().min(1).max(100);
const createBody = z.strictObject({ email: z.email().max(254), name, role: roleSchema }).meta({ id: 'InviteUser' });
const updateBody = z
  .strictObject({ name, role: roleSchema, disabled: z.boolean() })
  .partial()
  .meta({ id: 'UpdateUser' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['name', 'email', 'createdAt']),
  role: roleSchema.optional(),
  disabled: z.stringbool().optional(),
  invited: z.stringbool().optional(),
  email: z.string().max(254).optional(),
});

type Row = NonNullable<Awaited<ReturnType<UserStore['find']>>>;
const view = (row: Row): z.infer<typeof userView> => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  disabled: row.disabledAt !== null,
  invited: row.passwordHash === null && row.identitySubject === null,
  hasPassword: row.passwordHash !== null,
  hasIdentity: row.identitySubject !== null,
  createdAt: row.createdAt.toISOString(),
  lastSignInAt: isoOrNull(row.lastSignInAt),
  lockedUntil: isoOrNull(row.lockedUntil),
});

/** Who belongs to the desk. Nobody gives a role that may do more than they, nor changes a person who may. */
@ApiTags('users')
@InArea('admin')
@Controller('users')
export class UserController {
  constructor(
    private readonly roster: RosterStore,
    private readonly users: UserStore,
    private readonly links: PasswordLinkService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the people of the desk' })
  @ApiOkResponse({ standardSchema: pageOf(userView, 'UserPage') })
  async list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    const { role, email } = query;
    const filter = { role, email, isDisabled: query.disabled, isInvited: query.invited };
    const [rows, total] = await Promise.all([
      this.roster.list(filter, query),
      query.total ? this.roster.countBy(filter) : undefined,
    ]);
    return toPage(rows, query, view, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read a person of the desk' })
  @ApiOkResponse({ standardSchema: userView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    return view(await this.find(id));
  }

  @Post()
  @ApiOperation({ summary: 'Invite a person: they are sent a link by which they choose a password' })
  @ApiCreatedResponse({ standardSchema: invitedUserView })
  async create(
    @Body({ schema: createBody }) body: z.infer<typeof createBody>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof invitedUserView>> {
    refuseWider(actor, body.role);
    const row = await this.roster.invite(body);
    const issued = await this.links.issue(row);
    // Then nothing has happened, and the same request can be sent again.
    if (issued.kind !== 'issued') await this.roster.withdraw(row.id);
    return { ...view(row), invitation: invitationOf(issued) };
  }

  @Post(':id/invitation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a person a new link by which they choose a password' })
  @ApiOkResponse({ standardSchema: invitationView })
  async invite(@Param('id', { schema: idParameter }) id: string, @CurrentActor() actor: Actor) {
    const row = await this.find(id);
    refuseWider(actor, row.role);
    if (row.disabledAt) throw new ProblemException('conflict', 'The person is disabled');
    return invitationOf(await this.links.issue(row));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change the name or the role of a person, or disable them; a disabled person is signed out at once',
  })
  @ApiOkResponse({ standardSchema: userView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) { disabled, ...fields }: z.infer<typeof updateBody>,
    @CurrentActor() actor: Actor,
  ) {
    if (fields.role) refuseWider(actor, fields.role);
    const change = { ...fields, ...(disabled === undefined ? {} : { isDisabled: disabled }) };
    const outcome = await this.roster.update(id, change, (role) => mayDoAsMuch(actor, role));
    if (outcome.kind !== 'changed') throw toProblem(outcome);
    return view(outcome.row);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a person; they are signed out at once. API keys that they made stay' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    const outcome = await this.roster.delete(id, (role) => mayDoAsMuch(actor, role));
    if (outcome.kind !== 'deleted') throw toProblem(outcome);
  }

  private async find(id: string): Promise<Row> {
    const row = await this.users.find(id);
    if (!row) throw notFound('person');
    return row;
  }
}

function mayDoAsMuch(actor: Actor, role: Role): boolean {
  return [...scopesOf(role)].every((scope) => actor.scopes.has(scope));
}

function refuseWider(actor: Actor, role: Role): void {
  if (!mayDoAsMuch(actor, role)) throw toProblem({ kind: 'beyond', role });
}

function toProblem(refusal: Refusal): ProblemException {
  switch (refusal.kind) {
    case 'missing':
      return notFound('person');
    case 'beyond':
      return new ProblemException('not-allowed', `The role ${refusal.role} may do more than you`);
    case 'last-admin':
      return new ProblemException('conflict', 'This is the last admin who can sign in: name another first');
  }
}

function invitationOf(issued: Issued): z.infer<typeof invitationView> {
  switch (issued.kind) {
    case 'issued':
      return { link: issued.link, expiresAt: issued.expiresAt.toISOString() };
    case 'rejected':
      throw new ProblemException('invalid-request', undefined, [{ path: 'email', message: issued.detail }]);
    case 'unreachable':
      throw new ProblemException(
        'unavailable',
        `The mail could not be handed over, and nothing was changed: ${issued.detail}`,
      );
  }
}

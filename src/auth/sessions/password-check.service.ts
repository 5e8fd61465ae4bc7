import { Injectable } from '@nestjs/common';
import { verifyPassword } from '../password.js';
import { UserStore } from '../user.store.js';

export interface ProvenUser {
  id: string;
  email: string;
  /** Null never: it is what the password was checked against. */
  passwordHash: string;
}

/** Checks passwords, and says no more than right or not. */
@Injectable()
export class PasswordCheckService {
  constructor(private readonly users: UserStore) {}

  /**
   * Undefined when the password is wrong, when it was not looked at because the account is locked, and when there is no account:
   * the same statements and the same hashing are done in each case, side by side, so that neither answer nor time tells them apart.
   */
  async check(email: string, password: string): Promise<ProvenUser | undefined> {
    const [isTaken, proven] = await Promise.all([this.users.takeTry(email), this.prove(email, password)]);
    return isTaken ? proven : undefined;
  }

  private async prove(email: string, password: string): Promise<ProvenUser | undefined> {
    const user = await this.users.findByEmail(email);
    const { id, passwordHash } = user ?? {};
    const isRight = await verifyPassword(passwordHash ?? undefined, password);
    return isRight && id && passwordHash ? { id, email, passwordHash } : undefined;
  }
}

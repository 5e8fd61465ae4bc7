import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import { bannerColors, darkStyles, styles } from './email-styles.js';

export interface EmailBanner {
  kind: keyof typeof bannerColors;
  text: string;
}

export interface EmailLayoutProps {
  title: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  /** Stand above everything, so that nobody can miss them. */
  banners?: EmailBanner[];
  footer: ReactNode;
  children: ReactNode;
}

/** One column, at most 600 pixels wide, as wide as a phone where that is less. */
export function EmailLayout({ title, preview, banners = [], footer, children }: EmailLayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: darkStyles }} />
      </Head>
      <Body className="page" style={styles.page}>
        <Preview>{preview}</Preview>
        <Container className="card" style={styles.card}>
          {banners.map(({ kind, text }) => (
            <Section key={kind} cellPadding={12} style={{ ...styles.banner, backgroundColor: bannerColors[kind] }}>
              <div style={styles.bannerText}>{text}</div>
            </Section>
          ))}
          {/* Outlook knows padding of cells only. */}
          <Section cellPadding={24} style={styles.content}>
            {children}
            <Text className="quiet" style={styles.footer}>
              {footer}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

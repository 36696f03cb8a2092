import type { FastifyReply } from 'fastify'
import { sendUnavailable } from '../../kernel/problem.ts'

/** Nobody has made the office's keys yet. */
export const sendNoKeys = (reply: FastifyReply): FastifyReply =>
  sendUnavailable(
    reply,
    'no-media-keys',
    'Kunci media kantor belum dibuat. Minta pengelola server menjalankan: gapura feedback media-key',
  )

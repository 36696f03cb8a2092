import './ui/mantine.css.ts'
import './ui/portal.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { whenBack } from './api/connection.ts'
import { startI18n } from './messages/i18n.ts'
import { router } from './router.tsx'
import { takeNonce } from './ui/nonce.ts'
import { cssVariables, theme } from './ui/theme.ts'

const nonce = takeNonce()

const queries = new QueryClient({
  defaultOptions: {
    // A refusal stays one however often it is asked, and a lost server is watched in one place.
    queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
whenBack(() => void queries.invalidateQueries())

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no place for the portal')

await startI18n()
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

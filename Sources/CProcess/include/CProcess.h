#pragma once

/// How the process takes memory from the system: no arena of its own for each thread, which doubles what a server holds,
/// and large pieces straight from the system and back to it, with thresholds that stay; left alone, they grow with the
/// largest piece that was ever freed.
void process_memory_economise(void);

/// Gives back the pages of the program's own files, read-only and therefore as they are on the disk. Most of those that are
/// in memory after a start were needed by the start alone; what is needed again comes back from the system's cache.
void process_memory_release_program_pages(void);
